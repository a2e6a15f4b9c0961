// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec.Tensors;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Files;

/// <summary>Decodes a tensor's streams and compares the values with those they were made of.</summary>
/// <param name="path">The file that the values come from.</param>
/// <param name="name">The tensor's name.</param>
/// <param name="descriptor">How it is coded.</param>
/// <param name="threads">How many threads decode.</param>
internal sealed class TensorVerifier(string path, string name, Descriptor descriptor, int threads)
{
    private readonly CodecPlan _plan = new(descriptor, vectors: false);

    /// <summary>Compares.</summary>
    /// <param name="data">The data stream.</param>
    /// <param name="metadata">The metadata stream.</param>
    /// <param name="pieces">The values: whole groups, all but the last time.</param>
    /// <exception cref="VerifyException">There is a difference.</exception>
    public void Verify(Stream data, Stream metadata, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        try
        {
            StreamingDecoder.Check(descriptor, data, metadata);
            (data.Position, metadata.Position) = (0, 0);
            using var decoder = new StreamingDecoder(descriptor, data, metadata, threads);
            var (expected, actual) = (Array.Empty<byte>(), Array.Empty<byte>());
            var first = 0L;
            foreach (var piece in pieces)
            {
                if (actual.Length < piece.Length)
                {
                    (expected, actual) = (new byte[piece.Length], new byte[piece.Length]);
                }

                TensorRestorer.Restore(_plan, piece.Span, expected);
                for (var read = 0; read < piece.Length;)
                {
                    read += decoder.Read(actual.AsSpan(read, piece.Length - read));
                }

                Compare(expected.AsSpan(0, piece.Length), actual, first);
                first += piece.Length / descriptor.Container.Bytes;
            }
        }
        catch (InvalidDataException exception)
        {
            throw Fault($"the streams cannot be decoded: {exception.Message}");
        }
    }

    private void Compare(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, long first)
    {
        var same = expected.CommonPrefixLength(actual);
        if (same < expected.Length)
        {
            var bytes = descriptor.Container.Bytes;
            var value = same / bytes;
            throw Fault($"value {first + value} decodes to {Hex(actual, value)}, must be {Hex(expected, value)}");
        }

        string Hex(ReadOnlySpan<byte> values, int value)
        {
            var digits = values.Slice(value * descriptor.Container.Bytes, descriptor.Container.Bytes).ToArray();
            Array.Reverse(digits);
            return Convert.ToHexStringLower(digits);
        }
    }

    private VerifyException Fault(string problem) =>
        new(Damage.In(path, name, $"{problem}; nothing is written").Message);
}
