// SPDX-License-Identifier: Apache-2.0

using System.Runtime.Intrinsics;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.Codec.Fields;

/// <summary>What the coders need to know of a descriptor: tables made by asking the golden rules.</summary>
/// <remarks>docs/format.md section 4. Tables have 16 bytes: one vector instruction looks 16 rows up.</remarks>
internal sealed class FieldPlan
{
    private readonly byte[] _codes = new byte[Vector128<byte>.Count];
    private readonly byte[] _widths = new byte[Vector128<byte>.Count];
    private readonly byte[] _fieldWidths = new byte[Vector128<byte>.Count];
    private readonly byte[] _illegal = new byte[Vector128<byte>.Count];
    private readonly byte[] _signs = new byte[Vector128<byte>.Count];

    /// <summary>The tables of a legal descriptor.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="vectors">False for what any processor can use.</param>
    public FieldPlan(Descriptor descriptor, bool vectors)
    {
        var bits = DescriptorBits.From<BitWord>(descriptor);
        var exponentBits = descriptor.Container.ExponentBits;
        Descriptor = descriptor;
        ExponentMask = (byte)((1 << descriptor.Exponent) - 1);
        RawWidth = (byte)(descriptor.PlainBits + descriptor.Exponent);

        var noCode = BitWord.Constant(GeckoRule.CodeBits, 0);
        FirstRowCoded = GeckoRule.Shape(noCode, BitWord.Constant(1, 1), bits).HasCode.Value != 0;
        HasCodes = GeckoRule.Shape(noCode, BitWord.Constant(1, 0), bits).HasCode.Value != 0;

        for (var code = 0; code <= GeckoRule.RawCode; code++)
        {
            var shape = GeckoRule.Shape(new BitWord((ulong)code, GeckoRule.CodeBits), BitWord.Constant(1, 0), bits);
            _fieldWidths[code] = (byte)shape.Width.Value;
            _widths[code] = (byte)(descriptor.PlainBits + (int)shape.Width.Value);
            _signs[code] = (byte)(shape.Raw.Value != 0 ? 0 : 1 << (int)shape.MagnitudeBits.Value);
            _illegal[code] = (byte)(1 - shape.Legal.Value);
        }

        for (var length = 0; length <= exponentBits; length++)
        {
            var magnitudes = (1UL << length) - 1;
            _codes[length] = (byte)GeckoRule.Code(new BitWord(magnitudes, exponentBits), bits).Value;
            LongestCoded = _codes[length] == GeckoRule.RawCode ? LongestCoded : length;
        }

        HeaderBits = descriptor.Coder == Coder.Peak ? GeckoRule.HeaderBits : 0;
        RawRows = !HasCodes ? descriptor.Rows : FirstRowCoded ? 0 : 1;
        if (vectors && HasCodes && descriptor.Rows == CodeVectors.RowsOfGroup && CodeVectors.IsSupported)
        {
            Vectors = new CodeVectors(HeaderBits, RawRows);
        }
    }

    /// <summary>The descriptor.</summary>
    public Descriptor Descriptor { get; }

    /// <summary>2^e − 1.</summary>
    public byte ExponentMask { get; }

    /// <summary>n + s + e, the width of a raw row.</summary>
    public byte RawWidth { get; }

    /// <summary>True if the first row of a group has a row code.</summary>
    public bool FirstRowCoded { get; }

    /// <summary>True if the other rows have one.</summary>
    public bool HasCodes { get; }

    /// <summary>Bits of a group's header.</summary>
    public int HeaderBits { get; }

    /// <summary>Rows of a whole group that have no row code; they are its first ones.</summary>
    public int RawRows { get; }

    /// <summary>What reads many groups at once; null where that is not possible.</summary>
    public CodeVectors? Vectors { get; }

    /// <summary>Bits of the longest magnitude that is coded; longer ones make the row raw.</summary>
    public int LongestCoded { get; }

    /// <summary>Row codes by the length of a row's largest magnitude, 0 to E bits; elements after that are 0.</summary>
    public ReadOnlySpan<byte> Codes => _codes;

    /// <summary>n + s + w by row code; elements after the last code are 0.</summary>
    public ReadOnlySpan<byte> Widths => _widths;

    /// <summary>w by row code; 0 for code 0 and after the last code.</summary>
    public ReadOnlySpan<byte> FieldWidths => _fieldWidths;

    /// <summary>1 for row codes that no encoder writes, else 0.</summary>
    public ReadOnlySpan<byte> Illegal => _illegal;

    /// <summary>2^k, the bit above the magnitudes, by row code; 0 in raw rows.</summary>
    public ReadOnlySpan<byte> Signs => _signs;
}
