// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>Holds what came out of the hardware to what the golden model says.</summary>
internal static class Comparison
{
    /// <summary>The first difference of an encoder's run; null if there is none.</summary>
    public static Difference? OfEncoder(IReadOnlyList<BatchTensor> tensors, EncodeRun run)
    {
        for (var index = 0; index < tensors.Count; index++)
        {
            if (Encoded(tensors[index], run.Tensors[index]) is { } what)
            {
                return new Difference(index, tensors[index].Descriptor, what);
            }
        }

        // What a tensor loses whose tkeep is wrong is not defined.
        var malformed = tensors.Any(IsMalformed);
        var losses = tensors.Where(tensor => tensor.Malformed is null)
            .Aggregate(Losses.None, (all, tensor) => all | (tensor.Golden?.Losses ?? Losses.None));
        var errors = (tensors.Any(tensor => tensor.Refused) ? 1 : 0) | (malformed ? 2 : 0);
        return Whole(run.Violations.Count > 0 ? run.Violations[0].ToString()
            : (malformed ? run.Losses & losses : run.Losses) != losses ? $"losses_o: expected {losses}, got {run.Losses}"
            : run.Errors != errors ? $"errors_o: expected {errors:b2}, got {run.Errors:b2}"
            : null);
    }

    /// <summary>The first difference of a decoder's run; null if there is none.</summary>
    public static Difference? OfDecoder(IReadOnlyList<BatchTensor> tensors, DecodeRun run)
    {
        for (var index = 0; index < tensors.Count; index++)
        {
            if (Decoded(tensors[index], run.Tensors[index]) is { } what)
            {
                return new Difference(index, tensors[index].Stored.Descriptor, what);
            }
        }

        var refused = tensors.Any(tensor => tensor.Refused);
        var damaged = tensors.Any(tensor => !tensor.Refused && tensor.Restored is null);
        return Whole(run.Violations.Count > 0 ? run.Violations[0].ToString()
            : (run.Errors & 1) != (refused ? 1 : 0) ? $"errors_o[0]: expected {refused}, errors_o is {run.Errors:b3}"
            : (run.Errors > 1) != damaged
                ? $"errors_o[2:1]: expected {(damaged ? "some" : "none")}, errors_o is {run.Errors:b3}"
            : null);
    }

    private static Difference? Whole(string? what) => what is null ? null : new Difference(-1, null, what);

    private static bool IsMalformed(BatchTensor tensor) => tensor.Malformed is not null && !tensor.Refused;

    private static string? Encoded(BatchTensor tensor, EncodedOutput output)
    {
        var wrong = tensor.Refused || IsMalformed(tensor);
        if (output.Fault is not null || output.Error != wrong)
        {
            return output.Fault ?? $"m_axis_data: tuser expected {wrong}, got {output.Error}";
        }

        if (IsMalformed(tensor))
        {
            return null;
        }

        if (tensor.Golden is not { } golden)
        {
            return output.Data.Length + output.Metadata.Length == 0
                ? null
                : $"refused, but {output.Data.Length} data and {output.Metadata.Length} metadata words came";
        }

        return Words(
                "m_axis_metadata", golden.Metadata.Span, output.Metadata,
                (word, bits) => StreamPosition.OfMetadata(golden, word, bits))
            ?? Words(
                "m_axis_data", golden.Data.Span, output.Data,
                (word, bits) => StreamPosition.OfData(golden, word, bits));
    }

    private static string? Decoded(BatchTensor tensor, DecodedOutput output)
    {
        var refuse = tensor.Restored is null;
        if (output.Fault is not null || output.Error != refuse)
        {
            return output.Fault
                ?? $"m_axis_values: tuser expected {refuse}, got {output.Error}{Reason(tensor.Stored, refuse)}";
        }

        return refuse
            ? null
            : Words(
                "m_axis_values", tensor.Restored, output.Values,
                (index, _) => StreamPosition.OfValue(tensor.Stored.Descriptor, index));
    }

    // What the golden decoder says against a tensor that it refuses.
    private static string Reason(EncodedTensor tensor, bool refuse)
    {
        try
        {
            StreamDecoder.Decode(tensor);
            return "";
        }
        catch (Exception exception) when (refuse && exception is InvalidDataException or ArgumentOutOfRangeException)
        {
            return $"; golden: {exception.Message}";
        }
    }

    private static string? Words(
        string stream, ReadOnlySpan<uint> expected, ReadOnlySpan<uint> actual, Func<int, uint, string> place)
    {
        var same = expected.CommonPrefixLength(actual);
        if (same == expected.Length && same == actual.Length)
        {
            return null;
        }

        return same < expected.Length && same < actual.Length
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{stream} word {same}: expected {expected[same]:x8}, got {actual[same]:x8}; ")
                + place(same, expected[same] ^ actual[same])
            : $"{stream}: expected {expected.Length} words, got {actual.Length}, the first {same} of them right";
    }
}
