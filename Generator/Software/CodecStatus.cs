// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Generator.Software;

/// <summary>What may become of a call of the C codec. Its number is its place in <see cref="All"/>.</summary>
/// <param name="Name">The C name.</param>
/// <param name="Text">One line of ASCII: what is wrong and what would be right.</param>
public sealed record CodecStatus(string Name, string Text)
{
    /// <summary>Every status; 0 is success.</summary>
    public static IReadOnlyList<CodecStatus> All { get; } =
    [
        new("SFP_OK", "done"),
        new("SFP_BAD_CONTAINER", $"container must be {Numbers(Container.All.Select(container => container.Name))}"),
        new("SFP_BAD_LANES", $"lanes must be 1 to {Descriptor.MaxLanes}"),
        new("SFP_BAD_ROWS", $"rows must be {Descriptor.MinRows} to {Descriptor.MaxRows}"),
        new("SFP_BAD_WORD", $"word must be {string.Join(" or ", Descriptor.Words)}"),
        new("SFP_BAD_COUNT", $"count must be 0 to 2^{Descriptor.CountBits} - 1"),
        new("SFP_BAD_MANTISSA", $"mantissa must be 0 to {By(container => container.MantissaBits)}"),
        new("SFP_BAD_EXPONENT", $"exponent must be 1 to {By(container => container.ExponentBits)}"),
        new("SFP_BAD_LOW", "low must be 1 to 2^E - 2^exponent, and 1 if all exponent bits are kept"),
        new("SFP_BAD_SIGN", "sign must be 0 or 1"),
        new("SFP_BAD_BIAS", "bias must be 0 to 2^exponent - 1"),
        new("SFP_BAD_CODER", $"coder must be {Numbers(Names.All<Coder>())}"),
        new("SFP_BAD_ROUNDING", $"rounding must be {Numbers(Names.All<Rounding>())}"),
        new("SFP_BAD_WIDTH", "mantissa + sign + exponent must fit the word"),
        new("SFP_VALUE_COUNT", "the number of values must be the descriptor's count"),
        new("SFP_VALUE_CAPACITY", "the room for values is less than the descriptor's count"),
        new("SFP_DATA_CAPACITY", "the room for the data stream is too small"),
        new("SFP_META_CAPACITY", "the room for the metadata stream is too small"),
        new("SFP_META_SHORT", "metadata stream is too short for the descriptor's count"),
        new("SFP_META_LONG", "metadata stream is too long for the descriptor's count"),
        new("SFP_META_ROW_CODE", "metadata stream has a row code that no encoder writes"),
        new("SFP_META_PADDING", "metadata stream has a one in the zero bits at its end"),
        new("SFP_DATA_RAGGED", "data stream must be a whole number of memory rows, one word a lane"),
        new("SFP_DATA_SHORT", "data stream is too short for the row codes"),
        new("SFP_DATA_LONG", "data stream is too long for the row codes"),
        new("SFP_DATA_PADDING", "data stream has a one in a pad or in the zero bits at its end"),
    ];

    private static string Numbers(IEnumerable<string> names) =>
        string.Join(", ", names.Select((name, number) => $"{number} ({name})"));

    private static string By(Func<Container, int> bits) =>
        string.Join(", ", Container.All.Select(container => $"{bits(container)} ({container})"));
}
