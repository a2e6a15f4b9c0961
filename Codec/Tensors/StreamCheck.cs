// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rtlgen.Codec.Fields;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.Codec.Tensors;

/// <summary>Refuses damaged streams before anything is decoded, and finds where chunks start.</summary>
/// <remarks>docs/format.md section 7. What passes can be decoded without looking at a bound again.</remarks>
internal static unsafe class StreamCheck
{
    /// <summary>Checks both streams.</summary>
    /// <param name="plan">The tensor's plan.</param>
    /// <param name="data">The data stream.</param>
    /// <param name="dataBytes">Its length.</param>
    /// <param name="metadata">The metadata stream.</param>
    /// <param name="metadataBytes">Its length.</param>
    /// <param name="chunkGroups">Groups of a chunk, 1 or more.</param>
    /// <returns>Bits in each lane before each chunk's first value; one chunk at least.</returns>
    /// <exception cref="InvalidDataException">The streams are not what the descriptor and the row codes ask for.</exception>
    /// <exception cref="NotSupportedException">The streams hold more values than an array can.</exception>
    public static long[] Check(
        CodecPlan plan, byte* data, long dataBytes, byte* metadata, long metadataBytes, long chunkGroups)
    {
        RefuseWrongSizes(plan, dataBytes, metadataBytes);
        if (plan.Descriptor.Count > Array.MaxLength)
        {
            throw new NotSupportedException(
                $"tensor has {plan.Descriptor.Count} values, at most {Array.MaxLength} are supported");
        }

        var source = new BitSource(metadata, metadataBytes);
        var starts = ChunkStarts(plan, source, chunkGroups, 0, out var laneBits);
        RefuseWrongLength(plan, laneBits, dataBytes);
        source.Position = plan.MetadataBits(plan.Descriptor.RowCount);
        RefuseOnes(plan, data, 0, laneBits, source);
        return starts;
    }

    /// <summary>Refuses a data stream that is not as long as the row codes ask for.</summary>
    public static void RefuseWrongLength(CodecPlan plan, long laneBits, long dataBytes)
    {
        if (plan.DataBytes(laneBits) != dataBytes)
        {
            throw new InvalidDataException(
                $"data stream has {dataBytes} bytes, the row codes ask for {plan.DataBytes(laneBits)}");
        }
    }

    /// <summary>Bounds the work by what the streams hold, before anything is allocated for a huge count.</summary>
    public static void RefuseWrongSizes(CodecPlan plan, long dataBytes, long metadataBytes)
    {
        var descriptor = plan.Descriptor;
        if (dataBytes % plan.RowBytes != 0)
        {
            throw new InvalidDataException(
                $"data stream has {dataBytes} bytes, must be a multiple of the {plan.RowBytes} bytes of a memory row");
        }

        var needed = CodecPlan.MetadataBytes(plan.MetadataBits(descriptor.RowCount));
        if (metadataBytes != needed)
        {
            throw new InvalidDataException(
                $"metadata stream has {metadataBytes} bytes, {descriptor.Count} values need {needed}");
        }

        var fewestBits = descriptor.RowCount
            * (descriptor.PlainBits + (descriptor.Coder == Coder.Fixed ? descriptor.Exponent : 0));
        if (plan.DataBytes(fewestBits) > dataBytes)
        {
            throw new InvalidDataException(
                $"data stream is too short: {dataBytes} bytes, {descriptor.Count} values need "
                + $"at least {plan.DataBytes(fewestBits)}");
        }
    }

    /// <summary>Finds where chunks start.</summary>
    /// <param name="plan">The plan of the values that the chunks are of.</param>
    /// <param name="source">The metadata, at their first group.</param>
    /// <param name="chunkGroups">Groups of a chunk, 1 or more.</param>
    /// <param name="laneBit">Bits in each lane before them.</param>
    /// <param name="end">Bits in each lane after them.</param>
    /// <returns>Bits in each lane before each chunk's first value; one chunk at least.</returns>
    public static long[] ChunkStarts(CodecPlan plan, BitSource source, long chunkGroups, long laneBit, out long end)
    {
        var rows = plan.Descriptor.RowCount;
        var chunkRows = chunkGroups * plan.Descriptor.Rows;
        var starts = new long[Math.Max(1, (rows + chunkRows - 1) / chunkRows)];
        end = laneBit;
        for (var chunk = 0; chunk < starts.Length; chunk++)
        {
            starts[chunk] = end;
            var first = chunk * chunkRows;
            end += ChunkBits(plan, ref source, first, Math.Min(rows - first, chunkRows));
        }

        return starts;
    }

    /// <summary>Bits that rows take in each lane.</summary>
    /// <param name="plan">The tensor's plan.</param>
    /// <param name="metadata">The metadata, at the group of the first row; moves on.</param>
    /// <param name="firstRow">That row, the first one of its group.</param>
    /// <param name="rows">How many rows.</param>
    /// <exception cref="InvalidDataException">A row code is none that an encoder writes.</exception>
    /// <remarks>
    /// Without headers the codes of all groups follow one another; else they are taken group by group.
    /// </remarks>
    public static long ChunkBits(CodecPlan plan, ref BitSource metadata, long firstRow, long rows)
    {
        var source = metadata;
        var fieldBits = 0L;
        var row = 0L;
        if (plan.Fields.Vectors is { } vectors)
        {
            row = VectorBits(plan.Fields, vectors, ref source, rows, ref fieldBits);
        }

        fieldBits += FieldBits(plan, ref source, firstRow + row, rows - row);
        metadata = source;
        return (rows * plan.Descriptor.PlainBits) + fieldBits;
    }

    // Stops before an illegal code, and before what is left at the end.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long VectorBits(
        FieldPlan plan, CodeVectors vectors, ref BitSource metadata, long rows, ref long fieldBits)
    {
        var row = 0L;
        var sums = Vector512<ulong>.Zero;
        var (widths, illegal) = (CodeVectors.Table(plan.FieldWidths), CodeVectors.Table(plan.Illegal));
        for (; row + CodeVectors.Rows <= rows; row += CodeVectors.Rows)
        {
            var before = metadata.Position;
            if (!metadata.TryTakeBytes(vectors.GroupBits, Vector512<byte>.Count, out var next))
            {
                break;
            }

            var codes = vectors.Codes(vectors.Load(next));
            if (CodeVectors.LookUp(illegal, codes) != Vector512<byte>.Zero)
            {
                metadata.Position = before;
                break;
            }

            sums += CodeVectors.SumOfEights(CodeVectors.LookUp(widths, codes));
        }

        fieldBits += (long)Vector512.Sum(sums);
        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long FieldBits(CodecPlan plan, ref BitSource metadata, long firstRow, long rows)
    {
        var (widths, illegal) = (Vector128.Create(plan.Fields.FieldWidths), Vector128.Create(plan.Fields.Illegal));
        var headerBits = plan.HeaderBits;
        var codeCount = plan.CodeCount(rows);
        var run = headerBits == 0 ? codeCount : plan.Descriptor.Rows;
        var source = metadata;
        var fieldBits = 0L;
        for (var code = 0L; code < codeCount;)
        {
            source.Position += headerBits;
            for (var end = Math.Min(codeCount, code + run); code < end;)
            {
                var count = (int)Math.Min(end - code, CodeBytes.Count);
                var codes = CodeBytes.Spread(source.Read(count * GeckoRule.CodeBits));
                fieldBits += CodeBytes.Sum(CodeBytes.LookUp(widths, codes));
                if (CodeBytes.LookUp(illegal, codes) != 0)
                {
                    throw IllegalCode(plan, codes, firstRow, code);
                }

                code += count;
            }
        }

        metadata = source;
        return ((rows - codeCount) * plan.Descriptor.Exponent) + fieldBits;
    }

    private static InvalidDataException IllegalCode(CodecPlan plan, ulong codes, long firstRow, long code)
    {
        for (; plan.Fields.Illegal[(byte)codes] == 0; codes >>= 8)
        {
            code++;
        }

        var (group, place) = Math.DivRem(code, plan.Descriptor.Rows - plan.RawRows);
        var row = firstRow + (group * plan.Descriptor.Rows) + plan.RawRows + place;
        return new InvalidDataException(
            $"metadata has row code {(byte)codes} at row {row}, "
            + $"which {plan.Descriptor.Exponent} exponent bits never need");
    }

    /// <summary>Refuses ones in pads and after the end of either stream.</summary>
    /// <param name="plan">The tensor's plan.</param>
    /// <param name="data">The data stream, its last two memory rows at least.</param>
    /// <param name="rowsBefore">Memory rows before these.</param>
    /// <param name="laneBits">Bits in each lane of the whole stream.</param>
    /// <param name="source">The metadata, at its end.</param>
    /// <exception cref="InvalidDataException">There is a one.</exception>
    public static void RefuseOnes(CodecPlan plan, byte* data, long rowsBefore, long laneBits, BitSource source)
    {
        var descriptor = plan.Descriptor;
        var metadataBits = plan.MetadataBits(descriptor.RowCount);
        data -= rowsBefore * plan.RowBytes;
        if (source.Peek() != 0)
        {
            throw new InvalidDataException(
                $"metadata stream has ones in the padding after bit {metadataBits - 1}, must be zeros");
        }

        for (var lane = 0; lane < descriptor.Lanes && laneBits % descriptor.Word != 0; lane++)
        {
            if (Word(plan, data, laneBits / descriptor.Word, lane) >> (int)(laneBits % descriptor.Word) != 0)
            {
                throw new InvalidDataException(
                    $"data stream has ones in the padding after bit {laneBits - 1}, must be zeros");
            }
        }

        var used = (int)(descriptor.Count % descriptor.Lanes);
        for (var lane = used; lane < descriptor.Lanes && used != 0; lane++)
        {
            RefusePad(plan, data, laneBits, LastWidth(plan, source), lane);
        }
    }

    private static int LastWidth(CodecPlan plan, BitSource source)
    {
        var rows = plan.Descriptor.RowCount;
        if (!plan.Fields.HasCodes || (rows - 1) % plan.Descriptor.Rows < plan.RawRows)
        {
            return plan.Fields.RawWidth;
        }

        source.Position -= GeckoRule.CodeBits;
        return plan.Fields.Widths[(int)source.Read(GeckoRule.CodeBits)];
    }

    private static void RefusePad(CodecPlan plan, byte* data, long laneBits, int width, int lane)
    {
        var word = plan.Descriptor.Word;
        for (var bit = laneBits - width; bit < laneBits; bit++)
        {
            if ((Word(plan, data, bit / word, lane) >> (int)(bit % word) & 1) != 0)
            {
                throw new InvalidDataException($"data stream has ones in the pad of lane {lane}, must be zeros");
            }
        }
    }

    private static uint Word(CodecPlan plan, byte* data, long memoryRow, int lane)
    {
        var row = data + (memoryRow * plan.RowBytes);
        return plan.Descriptor.Word == 32 ? ((uint*)row)[lane] : ((ushort*)row)[lane];
    }
}
