// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Measure;

/// <summary>Field widths of a coder's rows by the length of their largest magnitude, made by asking the golden
/// rule.</summary>
internal sealed class WidthTable
{
    private readonly int[] _widths = new int[9];

    /// <summary>The table of one coder.</summary>
    /// <param name="descriptor">A legal descriptor; its own coder does not matter.</param>
    /// <param name="coder">The coder.</param>
    public WidthTable(Descriptor descriptor, Coder coder)
    {
        var bits = DescriptorBits.From<BitWord>(descriptor with { Coder = coder });
        var exponentBits = descriptor.Container.ExponentBits;
        for (var length = 0; length <= exponentBits; length++)
        {
            var code = GeckoRule.Code(new BitWord((1UL << length) - 1, exponentBits), bits);
            _widths[length] = (int)GeckoRule.Shape(code, BitWord.Constant(1, 0), bits).Width.Value;
        }

        var zero = BitWord.Constant(GeckoRule.CodeBits, 0);
        FirstRowCoded = GeckoRule.Shape(zero, BitWord.Constant(1, 1), bits).HasCode.Value != 0;
        HasCodes = GeckoRule.Shape(zero, BitWord.Constant(1, 0), bits).HasCode.Value != 0;
    }

    /// <summary>True if the first row of a group has a row code.</summary>
    public bool FirstRowCoded { get; }

    /// <summary>True if the other rows have one.</summary>
    public bool HasCodes { get; }

    /// <summary>w of a coded row.</summary>
    /// <param name="magnitude">The row's largest magnitude, 0 to 255.</param>
    public int Width(int magnitude) => _widths[32 - BitOperations.LeadingZeroCount((uint)magnitude)];
}
