// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.GoldenModel.Measure;

/// <summary>What the coders need to know of a row of exponents.</summary>
/// <param name="Values">Values in the row, pads not counted.</param>
/// <param name="Lowest">The smallest x.</param>
/// <param name="LowestNonZero">The smallest x but 0; 256 if all are 0.</param>
/// <param name="Highest">The largest x.</param>
/// <param name="Farthest">The largest distance from the lane's base.</param>
internal readonly record struct RowExtent(int Values, int Lowest, int LowestNonZero, int Highest, int Farthest);

/// <summary>Adds up the bits of one coder.</summary>
/// <param name="descriptor">A legal descriptor.</param>
/// <param name="coder">The coder, whatever the descriptor's.</param>
internal sealed class CoderMeter(Descriptor descriptor, Coder coder)
{
    private readonly WidthTable _widths = new(descriptor, coder);
    private long _fieldBits;
    private long _metadataBits;
    private long _laneBits;

    /// <summary>Adds a group.</summary>
    /// <param name="rows">Its rows, the first one first.</param>
    /// <param name="peak">p, the largest x.</param>
    /// <param name="zeros">z: p is not 0, and some x is.</param>
    public void AddGroup(ReadOnlySpan<RowExtent> rows, int peak, bool zeros)
    {
        _metadataBits += coder == Coder.Peak ? GeckoRule.HeaderBits : 0;
        for (var row = 0; row < rows.Length; row++)
        {
            var coded = row == 0 ? _widths.FirstRowCoded : _widths.HasCodes;
            var width = coded ? _widths.Width(Magnitude(rows[row], peak, zeros)) : descriptor.Exponent;
            _metadataBits += coded ? GeckoRule.CodeBits : 0;
            _fieldBits += (long)width * rows[row].Values;
            _laneBits += descriptor.PlainBits + width;
        }
    }

    /// <summary>Adds the groups that another meter of the same descriptor and coder has seen.</summary>
    public void Add(CoderMeter other)
    {
        _fieldBits += other._fieldBits;
        _metadataBits += other._metadataBits;
        _laneBits += other._laneBits;
    }

    /// <summary>The sums.</summary>
    public CoderStatistics Finish() => new(
        coder,
        _fieldBits,
        _metadataBits,
        (_laneBits + descriptor.Word - 1) / descriptor.Word * descriptor.Lanes * (descriptor.Word / 8),
        (_metadataBits + 31) / 32 * sizeof(uint));

    private int Magnitude(RowExtent row, int peak, bool zeros) => coder switch
    {
        Coder.Delta => row.Farthest,
        Coder.Bias => Math.Max(Math.Abs(row.Lowest - descriptor.Bias), Math.Abs(row.Highest - descriptor.Bias)),
        Coder.Peak when zeros => Math.Max(0, peak - row.LowestNonZero + 1),
        _ => peak - row.Lowest,
    };
}
