// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>Says what a bit of a golden stream belongs to: docs/format.md sections 4 and 5.</summary>
public static class StreamPosition
{
    /// <summary>The place of a value in its tensor.</summary>
    public static string OfValue(Descriptor descriptor, int index)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return $"value {index}, group {index / descriptor.GroupValues}, row {index / descriptor.Lanes % descriptor.Rows}, "
            + $"lane {index % descriptor.Lanes}";
    }

    /// <summary>What the lowest wrong bit of a data word belongs to.</summary>
    /// <param name="tensor">The golden streams.</param>
    /// <param name="word">Index of the word in the data stream.</param>
    /// <param name="difference">Expected and actual word, exclusive-or.</param>
    public static string OfData(EncodedTensor tensor, int word, uint difference)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var descriptor = tensor.Descriptor;
        var lane = word % descriptor.Lanes;
        var place = $"memory row {word / descriptor.Lanes}, lane {lane}";
        var bit = ((long)(word / descriptor.Lanes) * descriptor.Word) + BitOperations.TrailingZeroCount(difference);
        var row = 0;
        foreach (var coded in RowReader.ReadAll(tensor))
        {
            var width = descriptor.PlainBits + (int)coded.Shape.Width.Value;
            if (bit < width)
            {
                var part =
                    bit < descriptor.Mantissa ? "mantissa" : bit < descriptor.PlainBits ? "sign" : "exponent field";
                return $"{place}: {part} bit of value {((long)row * descriptor.Lanes) + lane}, "
                    + $"group {row / descriptor.Rows}, row {row % descriptor.Rows} "
                    + $"(row code {coded.Code}, {width} bits a value)";
            }

            bit -= width;
            row++;
        }

        return place + ": padding after the last row";
    }

    /// <summary>What the lowest wrong bit of a metadata word belongs to.</summary>
    /// <param name="tensor">The golden streams.</param>
    /// <param name="word">Index of the word in the metadata stream.</param>
    /// <param name="difference">Expected and actual word, exclusive-or.</param>
    public static string OfMetadata(EncodedTensor tensor, int word, uint difference)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var descriptor = tensor.Descriptor;
        var bit = (32L * word) + BitOperations.TrailingZeroCount(difference);
        var row = 0;
        foreach (var coded in RowReader.ReadAll(tensor))
        {
            var header = coded.First && descriptor.Coder == Coder.Peak ? GeckoRule.HeaderBits : 0;
            var width = header + (coded.Shape.HasCode.Value != 0 ? GeckoRule.CodeBits : 0);
            if (bit < width)
            {
                return $"{(bit < header ? "header" : "row code")} of group {row / descriptor.Rows}, "
                    + $"row {row % descriptor.Rows}, which begins with value {(long)row * descriptor.Lanes}";
            }

            bit -= width;
            row++;
        }

        return "padding after the last row code";
    }
}
