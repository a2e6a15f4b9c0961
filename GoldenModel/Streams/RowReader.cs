// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Streams;

/// <summary>What the metadata says of one row.</summary>
/// <param name="First">The first row of its group.</param>
/// <param name="Code">The row code, 0 to 7; 0 in rows without one.</param>
/// <param name="Shape">The layout of its fields.</param>
/// <param name="Peak">p of its group, E bits (<c>peak</c> only).</param>
/// <param name="Zeros">z of its group, one bit (<c>peak</c> only).</param>
public readonly record struct CodedRow(bool First, int Code, RowShape<BitWord> Shape, BitWord Peak, BitWord Zeros);

/// <summary>Reads a tensor's metadata stream.</summary>
/// <remarks>docs/format.md sections 4, 5 and 7.</remarks>
public static class RowReader
{
    private static readonly BitWord CodeWidth = new(GeckoRule.CodeBits, PackRule.WidthBits);
    private static readonly BitWord HeaderWidth = new(GeckoRule.HeaderBits, PackRule.WidthBits);

    /// <summary>The layout of every row of <paramref name="tensor"/>, in order.</summary>
    /// <param name="tensor">Streams under a legal descriptor; the data stream is only measured.</param>
    /// <returns>One element per row, as many as <see cref="Descriptor.RowCount"/>.</returns>
    /// <exception cref="InvalidDataException">
    /// The metadata is shorter or longer than the rows ask for, has ones in its padding or a row code that no encoder
    /// writes; or the data stream cannot hold that many rows.
    /// </exception>
    /// <exception cref="NotSupportedException">The streams hold more values than an array can.</exception>
    public static List<CodedRow> ReadAll(EncodedTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var descriptor = tensor.Descriptor;
        var bits = DescriptorBits.From<BitWord>(descriptor);
        var reader = new BitReader(tensor.Metadata.Span, 32, 1, "metadata");
        RefuseImpossibleCount(tensor);
        if (descriptor.Count > Array.MaxLength)
        {
            throw new NotSupportedException(
                $"tensor has {descriptor.Count} values, an array holds at most {Array.MaxLength}");
        }

        var rows = new List<CodedRow>((int)descriptor.RowCount);
        var peak = BitWord.Constant(descriptor.Container.ExponentBits, 0);
        var zeros = BitWord.Constant(1, 0);
        for (long row = 0; row < descriptor.RowCount; row++)
        {
            var first = row % descriptor.Rows == 0;
            if (first && descriptor.Coder == Coder.Peak)
            {
                var header = reader.Read(HeaderWidth);
                (peak, zeros) = (header.Resize(peak.Width), header.Slice(GeckoRule.HeaderBits - 1, 1));
            }

            var firstBit = BitWord.Constant(1, first ? 1u : 0);
            var code = BitWord.Constant(GeckoRule.CodeBits, 0);
            if (GeckoRule.Shape(code, firstBit, bits).HasCode.Value != 0)
            {
                code = reader.Read(CodeWidth).Resize(GeckoRule.CodeBits);
            }

            var shape = GeckoRule.Shape(code, firstBit, bits);
            if (shape.Legal.Value == 0)
            {
                throw new InvalidDataException(
                    $"metadata has row code {code.Value} at row {row}, which {descriptor.Exponent} exponent bits never need");
            }

            rows.Add(new CodedRow(first, (int)code.Value, shape, peak, zeros));
        }

        reader.Finish();
        return rows;
    }

    // Bounds the work by what the streams hold, before anything is allocated for a huge count.
    private static void RefuseImpossibleCount(EncodedTensor tensor)
    {
        var descriptor = tensor.Descriptor;
        var (perRow, perGroup) = descriptor.Coder switch
        {
            Coder.Fixed => (0, 0),
            Coder.Delta => (GeckoRule.CodeBits, -GeckoRule.CodeBits),
            Coder.Bias => (GeckoRule.CodeBits, 0),
            _ => (GeckoRule.CodeBits, GeckoRule.HeaderBits),
        };
        var groups = (descriptor.RowCount + descriptor.Rows - 1) / descriptor.Rows;
        var metadataWords = ((descriptor.RowCount * perRow) + (groups * perGroup) + 31) / 32;
        if (metadataWords != tensor.Metadata.Length)
        {
            throw new InvalidDataException(
                $"metadata stream has {tensor.Metadata.Length} words, {descriptor.Count} values need {metadataWords}");
        }

        var fewestBits = descriptor.Coder == Coder.Fixed
            ? descriptor.RowCount * (descriptor.PlainBits + descriptor.Exponent)
            : descriptor.RowCount * descriptor.PlainBits;
        if (fewestBits > (long)tensor.Data.Length / descriptor.Lanes * descriptor.Word)
        {
            throw new InvalidDataException(
                $"data stream is too short: {tensor.Data.Length} words, {descriptor.Count} values need "
                + $"at least {(fewestBits + descriptor.Word - 1) / descriptor.Word * descriptor.Lanes}");
        }
    }
}
