// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Streams;

/// <summary>One value of a stream, field by field.</summary>
/// <param name="Mantissa">f.</param>
/// <param name="Sign">S; 0 where signs are dropped.</param>
/// <param name="Field">The exponent's field.</param>
/// <param name="Exponent">x.</param>
/// <param name="Code">The restored bit pattern of the container.</param>
public readonly record struct TracedValue(uint Mantissa, int Sign, uint Field, int Exponent, uint Code);

/// <summary>One row of a stream, field by field.</summary>
/// <param name="Group">Its group, counted from 0.</param>
/// <param name="Row">Its place in the group, counted from 0.</param>
/// <param name="HasCode">True if it has a row code.</param>
/// <param name="RowCode">The row code; 0 without one.</param>
/// <param name="IsRaw">True if its fields are the exponents themselves.</param>
/// <param name="Width">w, bits of a field.</param>
/// <param name="Peak">p of its group (<c>peak</c> only).</param>
/// <param name="Zeros">z of its group (<c>peak</c> only).</param>
/// <param name="Values">Its values, pads left out.</param>
public sealed record TracedRow(
    long Group,
    int Row,
    bool HasCode,
    int RowCode,
    bool IsRaw,
    int Width,
    int Peak,
    int Zeros,
    IReadOnlyList<TracedValue> Values);

/// <summary>Takes a stream apart for people to look at.</summary>
public static class StreamTrace
{
    /// <summary>The first groups of a tensor.</summary>
    /// <param name="tensor">The streams.</param>
    /// <param name="groups">How many groups at most, 0 or more.</param>
    /// <exception cref="InvalidDataException">The streams are damaged.</exception>
    public static List<TracedRow> Read(EncodedTensor tensor, int groups)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentOutOfRangeException.ThrowIfNegative(groups);
        var values = StreamDecoder.Decode(tensor);
        var descriptor = tensor.Descriptor;
        var coded = RowReader.ReadAll(tensor);
        var count = (int)Math.Min(coded.Count, (long)groups * descriptor.Rows);
        var rows = new List<TracedRow>(count);
        var position = 0L;
        for (var row = 0; row < count; row++)
        {
            rows.Add(Trace(tensor, values, coded[row], row, position));
            position += descriptor.PlainBits + (int)coded[row].Shape.Width.Value;
        }

        return rows;
    }

    private static TracedRow Trace(EncodedTensor tensor, uint[] values, CodedRow coded, int row, long position)
    {
        var descriptor = tensor.Descriptor;
        var first = (long)row * descriptor.Lanes;
        var traced = new TracedValue[Math.Min(descriptor.Lanes, values.Length - first)];
        for (var lane = 0; lane < traced.Length; lane++)
        {
            traced[lane] = Trace(tensor, values[first + lane], coded, lane, position);
        }

        return new TracedRow(
            row / descriptor.Rows,
            row % descriptor.Rows,
            coded.Shape.HasCode.Value != 0,
            coded.Code,
            coded.Shape.Raw.Value != 0,
            (int)coded.Shape.Width.Value,
            (int)coded.Peak.Value,
            (int)coded.Zeros.Value,
            traced);
    }

    private static TracedValue Trace(EncodedTensor tensor, uint code, CodedRow row, int lane, long position)
    {
        var descriptor = tensor.Descriptor;
        var container = descriptor.Container;
        var bits = DescriptorBits.From<BitWord>(descriptor);
        var index = (int)(position / descriptor.Word);
        var width = bits.PlainBits + row.Shape.Width.Resize(PackRule.WidthBits);
        var offset = new BitWord((ulong)(position % descriptor.Word), PackRule.WidthBits);
        var taken = PackRule.Take(WordAt(tensor, index, lane), WordAt(tensor, index + 1, lane), offset, width);
        var (mantissa, sign, field) = PackRule.Split(taken, container.MantissaBits, container.ExponentBits, bits);
        var exponent = (int)(code >> container.MantissaBits) & container.MaxExponent;
        var isWhole = descriptor.Exponent == container.ExponentBits || exponent == 0;
        var kept = isWhole ? exponent : exponent - descriptor.Low + 1;
        return new TracedValue((uint)mantissa.Value, (int)sign.Value, (uint)field.Value, kept, code);
    }

    private static BitWord WordAt(EncodedTensor tensor, int index, int lane)
    {
        var place = (index * tensor.Descriptor.Lanes) + lane;
        return new BitWord(place < tensor.Data.Length ? tensor.Data.Span[place] : 0, tensor.Descriptor.Word);
    }
}
