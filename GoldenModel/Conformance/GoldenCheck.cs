// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.GoldenModel.Conformance;

/// <summary>Holds the golden model to conformance vectors.</summary>
public static class GoldenCheck
{
    /// <summary>Encodes and decodes a vector, and compares both results with it.</summary>
    /// <param name="vector">The vector.</param>
    /// <returns>The first field that differs, in words; null if all agree.</returns>
    public static string? FirstDifference(ConformanceVector vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        var encoded = StreamEncoder.Encode(vector.Descriptor, vector.Values.ToArray());
        return Compare(vector, encoded.Data.ToArray(), encoded.Metadata.ToArray(), encoded.Losses)
            ?? CompareWords("restored", vector.Restored, StreamDecoder.Decode(vector.Encoded));
    }

    /// <summary>Compares an encoder's output with a vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="data">The data stream, one B-bit word per element.</param>
    /// <param name="metadata">The metadata stream, 32-bit words.</param>
    /// <param name="losses">The flags of the tensor.</param>
    /// <returns>The first field that differs, in words; null if all agree.</returns>
    public static string? Compare(
        ConformanceVector vector, IReadOnlyList<uint> data, IReadOnlyList<uint> metadata, Losses losses)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return CompareWords("meta", vector.Metadata, metadata)
            ?? CompareWords("data", vector.Data, data)
            ?? (losses == vector.Losses ? null : $"flags: expected {vector.Losses}, got {losses}");
    }

    /// <summary>Compares two word sequences.</summary>
    /// <param name="field">What a difference is called.</param>
    /// <param name="expected">The words that must be there.</param>
    /// <param name="actual">The words that are.</param>
    /// <returns>Name, index and both words of the first difference; null if there is none.</returns>
    public static string? CompareWords(string field, IReadOnlyList<uint> expected, IReadOnlyList<uint> actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            if (expected[i] != actual[i])
            {
                return $"{field}[{i}]: expected {expected[i]:x8}, got {actual[i]:x8}";
            }
        }

        return expected.Count == actual.Count
            ? null
            : $"{field}: expected {expected.Count} words, got {actual.Count}";
    }
}
