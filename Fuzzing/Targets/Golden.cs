// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Rtlgen.Fuzzing.Inputs;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.Fuzzing.Targets;

/// <summary>What the golden model makes of streams.</summary>
/// <param name="Values">The values if it accepts them.</param>
/// <param name="Refusal">The type of its refusal if it does not.</param>
internal sealed record Golden(uint[]? Values, Type? Refusal)
{
    /// <summary>Asks the golden model.</summary>
    public static Golden Of(StreamInput input)
    {
        if (input.Descriptor.FindFault() is not null)
        {
            return new Golden(null, typeof(ArgumentOutOfRangeException));
        }

        // Streams that are no words cannot even be put to it.
        if (!input.IsWords)
        {
            return new Golden(null, typeof(InvalidDataException));
        }

        try
        {
            return new Golden(StreamDecoder.Decode(input.ToTensor()), null);
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException)
        {
            return new Golden(null, exception.GetType());
        }
    }

    /// <summary>Requires a refusal to be the golden model's.</summary>
    /// <returns>The refusal's kind.</returns>
    /// <exception cref="FuzzFailure">The golden model accepts, or refuses for another reason.</exception>
    public string RequireRefusal(Exception refusal)
    {
        if (Refusal != refusal.GetType())
        {
            var golden = Refusal is null ? "accepts" : $"refuses with {Refusal.Name}";
            throw new FuzzFailure(
                $"{refusal.GetType().Name}: {refusal.Message}; but the golden model {golden}", refusal);
        }

        if (Refusal == typeof(ArgumentOutOfRangeException))
        {
            return "descriptor out of range";
        }

        Targets.Refusal.RequireClean(refusal);
        return Targets.Refusal.Kind(refusal.Message);
    }

    /// <summary>Requires values to be the golden model's.</summary>
    /// <param name="actual">Little-endian values.</param>
    /// <param name="bytes">Bytes of one.</param>
    /// <exception cref="FuzzFailure">The golden model refuses, or has others.</exception>
    public void RequireValues(ReadOnlySpan<byte> actual, int bytes)
    {
        if (Values is null)
        {
            throw new FuzzFailure($"accepted, but the golden model refuses with {Refusal!.Name}");
        }

        RequireSame(Values, actual, bytes);
    }

    /// <summary>Requires values to be those expected.</summary>
    /// <param name="expected">Bit patterns.</param>
    /// <param name="actual">Little-endian values.</param>
    /// <param name="bytes">Bytes of one.</param>
    /// <exception cref="FuzzFailure">There are others, or more or fewer.</exception>
    public static void RequireSame(ReadOnlySpan<uint> expected, ReadOnlySpan<byte> actual, int bytes)
    {
        if (actual.Length != (long)expected.Length * bytes)
        {
            throw new FuzzFailure($"{actual.Length / bytes} values, but the golden model has {expected.Length}");
        }

        for (var i = 0; i < expected.Length; i++)
        {
            var value = bytes == sizeof(uint)
                ? BinaryPrimitives.ReadUInt32LittleEndian(actual[(i * bytes)..])
                : BinaryPrimitives.ReadUInt16LittleEndian(actual[(i * bytes)..]);
            if (value != expected[i])
            {
                throw new FuzzFailure($"value {i} is {value:x}, but the golden model has {expected[i]:x}");
            }
        }
    }
}
