// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.Codec.Fields;

/// <summary>The layout of a row, by its code or by its magnitudes.</summary>
/// <param name="Width">n + s + w, 0 to 32 bits.</param>
/// <param name="Code">The row code.</param>
/// <param name="Sign">2^k, the bit above the magnitude; 0 in raw rows.</param>
internal readonly record struct RowLayout(byte Width, byte Code, byte Sign);

/// <summary>What the coders need to know of a descriptor: tables made by asking the golden rules.</summary>
/// <remarks>docs/format.md section 4.</remarks>
internal sealed class FieldPlan
{
    private const int CodesAtOnce = 3;
    private const int IllegalFlag = 1 << 16;

    private readonly RowLayout[] _byMagnitudes = new RowLayout[256];
    private readonly RowLayout[] _byCode = new RowLayout[1 << GeckoRule.CodeBits];
    private readonly int[] _bitsOfCodes = new int[1 << ScanBits];

    /// <summary>The tables of a legal descriptor.</summary>
    public FieldPlan(Descriptor descriptor)
    {
        var bits = DescriptorBits.From<BitWord>(descriptor);
        var exponentBits = descriptor.Container.ExponentBits;
        Descriptor = descriptor;
        ExponentMask = (byte)((1 << descriptor.Exponent) - 1);

        var noCode = BitWord.Constant(GeckoRule.CodeBits, 0);
        FirstRowCoded = GeckoRule.Shape(noCode, BitWord.Constant(1, 1), bits).HasCode.Value != 0;
        HasCodes = GeckoRule.Shape(noCode, BitWord.Constant(1, 0), bits).HasCode.Value != 0;
        Raw = new RowLayout((byte)(descriptor.PlainBits + descriptor.Exponent), GeckoRule.RawCode, 0);
        Array.Fill(_byMagnitudes, Raw);

        Span<bool> legal = stackalloc bool[_byCode.Length];
        for (var code = 0; code < _byCode.Length; code++)
        {
            var shape = GeckoRule.Shape(new BitWord((ulong)code, GeckoRule.CodeBits), BitWord.Constant(1, 0), bits);
            legal[code] = shape.Legal.Value != 0;
            var sign = shape.Raw.Value != 0 ? 0 : 1 << (int)shape.MagnitudeBits.Value;
            _byCode[code] = new RowLayout((byte)(descriptor.PlainBits + (int)shape.Width.Value), (byte)code, (byte)sign);
        }

        for (var length = 0; length <= exponentBits && HasCodes; length++)
        {
            var magnitudes = (1 << length) - 1;
            var code = GeckoRule.Code(new BitWord((ulong)magnitudes, exponentBits), bits).Value;
            _byMagnitudes[magnitudes] = _byCode[code];
            LongestCoded = code == GeckoRule.RawCode ? LongestCoded : (byte)magnitudes;
        }

        for (var codes = 0; codes < _bitsOfCodes.Length; codes++)
        {
            for (var place = 0; place < CodesAtOnce; place++)
            {
                var code = (codes >> (place * GeckoRule.CodeBits)) & GeckoRule.RawCode;
                _bitsOfCodes[codes] += _byCode[code].Width - descriptor.PlainBits;
                _bitsOfCodes[codes] |= legal[code] ? 0 : IllegalFlag;
            }
        }
    }

    /// <summary>Bits of metadata that <see cref="FieldBits"/> looks up at once.</summary>
    public const int ScanBits = CodesAtOnce * GeckoRule.CodeBits;

    /// <summary>The descriptor.</summary>
    public Descriptor Descriptor { get; }

    /// <summary>2^e − 1.</summary>
    public byte ExponentMask { get; }

    /// <summary>True if the first row of a group has a row code.</summary>
    public bool FirstRowCoded { get; }

    /// <summary>True if the other rows have one.</summary>
    public bool HasCodes { get; }

    /// <summary>The layout of a raw row.</summary>
    public RowLayout Raw { get; }

    /// <summary>The longest magnitude that is coded, as a mask of ones; longer ones make the row raw.</summary>
    public byte LongestCoded { get; }

    /// <summary>The layout of a coded row whose largest magnitude is as long as <paramref name="magnitudes"/>.</summary>
    /// <param name="magnitudes">2^k − 1.</param>
    public RowLayout OfMagnitudes(byte magnitudes) => _byMagnitudes[magnitudes];

    /// <summary>The layout of a coded row.</summary>
    /// <param name="code">The row code; bits above it are ignored.</param>
    public RowLayout OfCode(ulong code) => _byCode[(int)code & GeckoRule.RawCode];

    /// <summary>Sum of w over three row codes.</summary>
    /// <param name="codes">The codes; bits above them are ignored.</param>
    /// <returns>0 to 24, or more than that if a code is one that no encoder writes.</returns>
    public int FieldBits(ulong codes) => _bitsOfCodes[(int)codes & ((1 << ScanBits) - 1)];

    /// <summary>True if a result of <see cref="FieldBits"/>, or a sum of them, tells of a code that no encoder writes.</summary>
    public static bool IsIllegal(int fieldBits) => fieldBits >= IllegalFlag;
}
