// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Streams;

/// <summary>The golden decoder: a tensor's two streams back to its values.</summary>
/// <remarks>docs/format.md sections 2 to 5 and 7. A damaged stream is refused before a value is handed out.</remarks>
public static class StreamDecoder
{
    /// <summary>Decodes a tensor.</summary>
    /// <param name="tensor">The streams and their descriptor; losses are ignored.</param>
    /// <returns>Bit patterns of the container, one per element, shape <c>[count]</c>, row-major.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is out of range.</exception>
    /// <exception cref="InvalidDataException">The streams are not what the descriptor and the row codes ask
    /// for.</exception>
    /// <exception cref="NotSupportedException">The streams hold more values than an array can.</exception>
    public static uint[] Decode(EncodedTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var descriptor = tensor.Descriptor;
        descriptor.Validate();
        if (tensor.Data.Length % descriptor.Lanes != 0)
        {
            throw new InvalidDataException(
                $"data stream has {tensor.Data.Length} words, must be a multiple of the {descriptor.Lanes} lanes");
        }

        RefuseWideWords(tensor.Data.Span, descriptor.Word);
        var rows = RowReader.ReadAll(tensor);
        return ReadValues(tensor, rows);
    }

    private static void RefuseWideWords(ReadOnlySpan<uint> data, int word)
    {
        var wide = data.IndexOfAnyExceptInRange(0u, uint.MaxValue >> (32 - word));
        if (wide >= 0)
        {
            throw new InvalidDataException($"data word {wide} is {data[wide]:x8}, wider than {word} bits");
        }
    }

    private static uint[] ReadValues(EncodedTensor tensor, List<CodedRow> rows)
    {
        var descriptor = tensor.Descriptor;
        var bits = DescriptorBits.From<BitWord>(descriptor);
        var values = new uint[descriptor.Count];
        for (var lane = 0; lane < descriptor.Lanes && rows.Count > 0; lane++)
        {
            var words = tensor.Data.Span[Math.Min(lane, tensor.Data.Length)..];
            var reader = new BitReader(words, descriptor.Word, descriptor.Lanes, "data");
            var laneBase = BitWord.Constant(descriptor.Container.ExponentBits, 0);
            for (var row = 0; row < rows.Count; row++)
            {
                var coded = rows[row];
                var taken = reader.Read(bits.PlainBits + coded.Shape.Width.Resize(PackRule.WidthBits));
                var index = ((long)row * descriptor.Lanes) + lane;
                if (index >= values.Length)
                {
                    RefusePad(taken, lane);
                    continue;
                }

                var (value, exponent) = Value(descriptor, bits, coded, taken, laneBase);
                laneBase = coded.First ? exponent : laneBase;
                values[index] = (uint)value.Value;
            }

            reader.Finish();
        }

        if (rows.Count == 0)
        {
            new BitReader(tensor.Data.Span, descriptor.Word, descriptor.Lanes, "data").Finish();
        }

        return values;
    }

    private static (BitWord Value, BitWord Exponent) Value(
        Descriptor descriptor, DescriptorBits<BitWord> bits, CodedRow row, BitWord taken, BitWord laneBase)
    {
        var container = descriptor.Container;
        var (mantissa, sign, field) = PackRule.Split(taken, container.MantissaBits, container.ExponentBits, bits);
        var width = container.ExponentBits + 1;
        var reference = descriptor.Coder switch
        {
            Coder.Delta => laneBase.Resize(width),
            Coder.Peak => row.Peak.Resize(width) + row.Zeros.Resize(width),
            _ => bits.Bias.Resize(container.ExponentBits).Resize(width),
        };
        var exponent = GeckoRule.Exponent(field, reference, row.Zeros, row.Shape, bits);
        return (AdaptRule.Restore(container, sign, exponent, mantissa, bits), exponent);
    }

    private static void RefusePad(BitWord taken, int lane)
    {
        if (taken.Value != 0)
        {
            throw new InvalidDataException($"data stream has ones in the pad of lane {lane}, must be zeros");
        }
    }
}
