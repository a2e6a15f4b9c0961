// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Streams;

/// <summary>The golden encoder: a tensor's values to its two streams.</summary>
/// <remarks>docs/format.md sections 2 to 5. Obvious rather than fast: it is the reference.</remarks>
public sealed class StreamEncoder
{
    private readonly Descriptor _descriptor;
    private readonly DescriptorBits<BitWord> _bits;
    private readonly BitWriter[] _lanes;
    private readonly BitWriter _metadata = new(32);
    private readonly BitWord[] _bases;
    private Losses _losses;

    private StreamEncoder(Descriptor descriptor)
    {
        _descriptor = descriptor;
        _bits = DescriptorBits.From<BitWord>(descriptor);
        _lanes = [.. Enumerable.Range(0, descriptor.Lanes).Select(_ => new BitWriter(descriptor.Word))];
        _bases = new BitWord[descriptor.Lanes];
    }

    /// <summary>Encodes a tensor.</summary>
    /// <param name="descriptor">How; its count is the number of values.</param>
    /// <param name="values">Bit patterns of the container, one per element; shape <c>[count]</c>, row-major.</param>
    /// <returns>The streams and what was lost.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is out of range.</exception>
    /// <exception cref="ArgumentException">
    /// The number of values is not the descriptor's count, or a value has bits above the container's.
    /// </exception>
    public static EncodedTensor Encode(Descriptor descriptor, ReadOnlySpan<uint> values)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        descriptor.Validate();
        if (values.Length != descriptor.Count)
        {
            throw new ArgumentException(
                $"{values.Length} values, but the descriptor's count is {descriptor.Count}", nameof(values));
        }

        RefuseWideValues(descriptor.Container, values);
        var encoder = new StreamEncoder(descriptor);
        for (var start = 0; start < values.Length; start += descriptor.GroupValues)
        {
            encoder.EncodeGroup(values[start..Math.Min(values.Length, start + descriptor.GroupValues)]);
        }

        return encoder.Finish();
    }

    /// <summary>Adapts one value.</summary>
    /// <param name="container">The container.</param>
    /// <param name="descriptor">A legal descriptor of that container.</param>
    /// <param name="code">The value's bit pattern; bits above the container's must be 0.</param>
    /// <returns>The kept bits and what was lost.</returns>
    /// <remarks>docs/format.md section 2.</remarks>
    public static (Adapted<BitWord> Value, Losses Losses) Adapt(
        Container container, DescriptorBits<BitWord> descriptor, uint code)
    {
        ArgumentNullException.ThrowIfNull(container);
        var rounded = AdaptRule.Round(container, new BitWord(code, container.Bits), descriptor);
        var value = AdaptRule.Window(container, rounded, descriptor);
        var losses = (Losses)(rounded.NanLost.Value | (value.Flushed.Value << 1)
            | (value.Saturated.Value << 2) | (value.SignLost.Value << 3));
        return (value, losses);
    }

    private static void RefuseWideValues(Container container, ReadOnlySpan<uint> values)
    {
        var wide = values.IndexOfAnyExceptInRange(0u, uint.MaxValue >> (32 - container.Bits));
        if (wide >= 0)
        {
            throw new ArgumentException($"value {wide} is {values[wide]:x8}, wider than {container}", nameof(values));
        }
    }

    private void EncodeGroup(ReadOnlySpan<uint> values)
    {
        var adapted = new Adapted<BitWord>[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            (adapted[i], var losses) = Adapt(_descriptor.Container, _bits, values[i]);
            _losses |= losses;
        }

        var (peak, zeros) = Peak(adapted);
        if (_descriptor.Coder == Coder.Peak)
        {
            _metadata.Append((uint)(peak.Value | (zeros.Value << 8)), GeckoRule.HeaderBits);
        }

        for (var start = 0; start < adapted.Length; start += _descriptor.Lanes)
        {
            var row = adapted.AsSpan(start, Math.Min(_descriptor.Lanes, adapted.Length - start));
            EncodeRow(row, start == 0, peak, zeros);
        }
    }

    // p is the group's largest exponent; z says that p > 0 and some exponent is 0.
    private static (BitWord Peak, BitWord Zeros) Peak(Adapted<BitWord>[] group)
    {
        var exponents = Array.ConvertAll(group, value => value.Exponent);
        var (largest, hasZero) = GeckoRule.Peak<BitWord>(exponents);
        return (largest, hasZero & BitMath.Any(largest));
    }

    private void EncodeRow(ReadOnlySpan<Adapted<BitWord>> row, bool first, BitWord peak, BitWord zeros)
    {
        var distances = new Distance<BitWord>[row.Length];
        var magnitudes = BitWord.Constant(_descriptor.Container.ExponentBits, 0);
        for (var lane = 0; lane < row.Length; lane++)
        {
            if (first)
            {
                _bases[lane] = row[lane].Exponent;
            }

            distances[lane] = GeckoRule.Measure(row[lane].Exponent, Reference(lane, peak, zeros), zeros, _bits);
            magnitudes |= distances[lane].Magnitude;
        }

        var code = GeckoRule.Code(magnitudes, _bits);
        var shape = GeckoRule.Shape(code, BitWord.Constant(1, first ? 1u : 0), _bits);
        if (shape.HasCode.Value != 0)
        {
            _metadata.Append((uint)code.Value, GeckoRule.CodeBits);
        }

        var width = _bits.PlainBits + shape.Width.Resize(PackRule.WidthBits);
        for (var lane = 0; lane < _lanes.Length; lane++)
        {
            var value = lane < row.Length
                ? Join(row[lane], GeckoRule.Field(row[lane].Exponent, distances[lane], shape))
                : new BitWord(0, _descriptor.Word);
            _lanes[lane].Append(value, width);
        }
    }

    private BitWord Reference(int lane, BitWord peak, BitWord zeros)
    {
        var width = peak.Width + 1;
        return _descriptor.Coder switch
        {
            Coder.Delta => _bases[lane].Resize(width),
            Coder.Peak => peak.Resize(width) + zeros.Resize(width),
            _ => _bits.Bias.Resize(peak.Width).Resize(width),
        };
    }

    private BitWord Join(Adapted<BitWord> value, BitWord field) =>
        PackRule.Join(value.Mantissa, value.Sign, field, _descriptor.Word, _bits);

    private EncodedTensor Finish()
    {
        var lanes = _lanes.Select(lane => lane.Finish()).ToArray();
        var data = new uint[lanes[0].Count * lanes.Length];
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = lanes[i % lanes.Length][i / lanes.Length];
        }

        return new EncodedTensor(_descriptor, data, _metadata.Finish().ToArray(), _losses);
    }
}
