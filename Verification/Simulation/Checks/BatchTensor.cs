// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>A tensor of a batch with what the golden model says of it.</summary>
/// <param name="Descriptor">How it is coded.</param>
/// <param name="Values">Its values.</param>
/// <param name="Golden">Its golden streams; null if its descriptor must be refused.</param>
/// <param name="Stored">What the decoder gets: the golden streams, damaged or not; junk with a refused
/// descriptor.</param>
/// <param name="Restored">What the decoder must give; null if it must refuse.</param>
internal sealed record BatchTensor(
    Descriptor Descriptor, uint[] Values, EncodedTensor? Golden, EncodedTensor Stored, uint[]? Restored)
{
    /// <summary>Its address, where a table says how it is coded; else null.</summary>
    public TensorAddress? Address { get; init; }

    /// <summary>A wrong <c>tkeep</c> of its values, which the encoder must refuse; null for none.</summary>
    public KeepFault? Malformed { get; init; }

    /// <summary>A wrong <c>tkeep</c> of its data, which the decoder must refuse; null for none.</summary>
    public KeepFault? TornData { get; init; }

    /// <summary>The same of its metadata.</summary>
    public KeepFault? TornMetadata { get; init; }

    /// <summary>What the decoder finds in the words of null beats.</summary>
    public uint Junk { get; init; } = 0xdeadbeef;

    /// <summary>True if its descriptor must be refused.</summary>
    public bool Refused => Golden is null;

    /// <summary>A tensor with a descriptor that must be refused.</summary>
    public static BatchTensor Refuse(Descriptor descriptor, uint[] values)
    {
        var illegal = descriptor with { Count = values.Length };
        return new BatchTensor(illegal, values, null, new EncodedTensor(illegal, values, values), null);
    }

    /// <summary>A tensor that is coded.</summary>
    /// <param name="descriptor">A legal descriptor.</param>
    /// <param name="values">Its values.</param>
    /// <param name="hasMetadata">True if the hardware has a metadata stream.</param>
    /// <param name="damage">What happens to the streams between encoder and decoder; null for nothing.</param>
    public static BatchTensor Code(Descriptor descriptor, uint[] values, bool hasMetadata, Random? damage)
    {
        var legal = descriptor with { Count = values.Length };
        if (damage is null)
        {
            var golden = StreamEncoder.Encode(legal, values);
            return new BatchTensor(legal, values, golden, golden, Restore(legal, values));
        }

        return Code(descriptor, values, golden => StreamDamage.Apply(golden, hasMetadata, damage));
    }

    /// <summary>A tensor that is coded, and damaged between encoder and decoder.</summary>
    /// <param name="descriptor">A legal descriptor.</param>
    /// <param name="values">Its values.</param>
    /// <param name="damage">Makes what the decoder gets of the golden streams.</param>
    public static BatchTensor Code(Descriptor descriptor, uint[] values, Func<EncodedTensor, EncodedTensor> damage)
    {
        var legal = descriptor with { Count = values.Length };
        var golden = StreamEncoder.Encode(legal, values);
        var damaged = damage(golden);
        return new BatchTensor(legal, values, golden, damaged, DecodeOrNull(damaged));
    }

    // Not by way of the streams: the round trip is held to restore(adapt(value)).
    private static uint[] Restore(Descriptor descriptor, uint[] values)
    {
        var bits = DescriptorBits.From<BitWord>(descriptor);
        return [.. values.Select(value =>
        {
            var (adapted, _) = StreamEncoder.Adapt(descriptor.Container, bits, value);
            return (uint)AdaptRule.Restore(
                descriptor.Container, adapted.Sign, adapted.Exponent, adapted.Mantissa, bits).Value;
        })];
    }

    private static uint[]? DecodeOrNull(EncodedTensor tensor)
    {
        try
        {
            return StreamDecoder.Decode(tensor);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
