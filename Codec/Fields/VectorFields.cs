// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.Codec.Fields;

/// <summary>Exponents to fields, 64 at once: whole groups of 8 or 16 lanes.</summary>
/// <remarks>
/// docs/format.md section 4. An exponent is a byte here, so that a vector holds several rows, and groups of 64 values
/// are one vector. Vectors that reach beyond the group write what the next group overwrites: the buffers end 64 bytes
/// later than their content.
/// </remarks>
internal static unsafe class VectorFields
{
    private const int Count = 64;

    /// <inheritdoc cref="ScalarFields.Encode"/>
    /// <remarks>The values must be whole groups.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Encode<TCoder, TLanes>(
        FieldPlan plan, byte* exponents, int values, byte* fields, byte* widths, ref BitSink metadata)
        where TCoder : struct, ICoder
        where TLanes : struct, ILaneCount
    {
        var group = plan.Descriptor.GroupValues;
        var sink = metadata;
        var longest = Vector512.Create(plan.LongestCoded);
        var (codeOf, widthOf) = (Vector128.Create(plan.Codes), Vector128.Create(plan.Widths));
        for (var start = 0; start < values; start += group)
        {
            var header = 0;
            if (TCoder.Coder == Coder.Peak)
            {
                header = Header(exponents + start, group);
                sink.Append((ulong)header, GeckoRule.HeaderBits);
            }

            var references = References<TCoder, TLanes>(plan, exponents + start, header);
            for (var i = start; i < start + group; i += Count)
            {
                var x = Vector512.Load(exponents + i);
                var (magnitude, negative) = Measure<TCoder>(x, references, header);
                var ones = OnesUpTo(OverRow<TLanes>(magnitude));
                var signs = negative & (ones + Vector512<byte>.One);
                var raw = Vector512.GreaterThan(ones, longest);
                Vector512.ConditionalSelect(raw, x, magnitude | signs).Store(fields + i);

                var rows = Math.Min(Count, start + group - i) / TLanes.Count;
                var lengths = CodeBytes.CountOnes(FirstOfRows<TLanes>(ones));
                var codes = Vector128.ShuffleNative(codeOf, lengths);
                Unsafe.WriteUnaligned(widths, Vector128.ShuffleNative(widthOf, codes).AsUInt64().ToScalar());
                var joined = CodeBytes.Join(codes.AsUInt64().ToScalar());
                var bits = rows * GeckoRule.CodeBits;
                if (TCoder.Coder == Coder.Delta && i == start)
                {
                    Unsafe.CopyBlockUnaligned(fields + i, exponents + i, (uint)TLanes.Count);
                    *widths = plan.RawWidth;
                    joined >>= GeckoRule.CodeBits;
                    bits -= GeckoRule.CodeBits;
                }

                sink.Append(joined & ((1UL << bits) - 1), bits);
                widths += rows;
            }
        }

        metadata = sink;
    }

    // p + 256·z.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Header(byte* group, int values)
    {
        var most = Vector128.Load(group + values - Vector128<byte>.Count);
        var least = most;
        for (var i = 0; i < values - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var x = Vector128.Load(group + i);
            (most, least) = (Vector128.Max(most, x), Vector128.Min(least, x));
        }

        most = Vector128.Max(most, Vector128.Shuffle(most.AsUInt64(), Vector128.Create(1UL, 0)).AsByte());
        most = Vector128.Max(most, (most.AsUInt64() >>> 32).AsByte());
        most = Vector128.Max(most, (most.AsUInt64() >>> 16).AsByte());
        most = Vector128.Max(most, (most.AsUInt64() >>> 8).AsByte());
        var largest = most.ToScalar();
        return largest | (largest > 0 && Vector128.EqualsAny(least, Vector128<byte>.Zero) ? 1 << 8 : 0);
    }

    // The base of each lane, β, or p + z modulo 256.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> References<TCoder, TLanes>(FieldPlan plan, byte* firstRow, int header)
        where TCoder : struct, ICoder
        where TLanes : struct, ILaneCount
    {
        if (TCoder.Coder != Coder.Delta)
        {
            return Vector512.Create((byte)(TCoder.Coder == Coder.Peak ? header + (header >> 8) : plan.Descriptor.Bias));
        }

        if (TLanes.Count == sizeof(ulong))
        {
            return Vector512.Create(Unsafe.ReadUnaligned<ulong>(firstRow)).AsByte();
        }

        var row = Vector128.Load(firstRow);
        var twice = Vector256.Create(row, row);
        return Vector512.Create(twice, twice);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<byte> Magnitude, Vector512<byte> Negative) Measure<TCoder>(
        Vector512<byte> x, Vector512<byte> references, int header)
        where TCoder : struct, ICoder
    {
        if (TCoder.Coder != Coder.Peak)
        {
            var magnitude = Vector512.Max(x, references) - Vector512.Min(x, references);
            return (magnitude, Vector512.LessThan(x, references));
        }

        var apart = Vector512.Equals(x, Vector512<byte>.Zero) & Vector512.Create((byte)-(header >> 8));
        return (Vector512.AndNot(references - x, apart), Vector512<byte>.Zero);
    }

    // The first byte of each row, side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> FirstOfRows<TLanes>(Vector512<byte> bytes)
        where TLanes : struct, ILaneCount
    {
        if (Avx512F.IsSupported)
        {
            var eighths = Avx512F.ConvertToVector128Byte(bytes.AsUInt64());
            return TLanes.Count == 8
                ? eighths
                : Vector128.Narrow(eighths.AsUInt16(), Vector128<ushort>.Zero);
        }

        var first = 0UL;
        for (var row = 0; row < Count / TLanes.Count; row++)
        {
            first |= (ulong)bytes[row * TLanes.Count] << (8 * row);
        }

        return Vector128.CreateScalar(first).AsByte();
    }

    // The or of a row's bytes, in each of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> OverRow<TLanes>(Vector512<byte> bytes)
        where TLanes : struct, ILaneCount
    {
        var halves = bytes.AsUInt64();
        if (TLanes.Count == 16)
        {
            halves |= Vector512.Shuffle(halves, Vector512.Create(1UL, 0, 3, 2, 5, 4, 7, 6));
        }

        halves = halves | (halves << 32) | (halves >> 32);
        halves = halves | (halves << 16) | (halves >> 48);
        halves = halves | (halves << 8) | (halves >> 56);
        return halves.AsByte();
    }

    // 2^bits(v) − 1 for each byte v.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> OnesUpTo(Vector512<byte> bytes)
    {
        var v = bytes;
        v |= (v.AsUInt16() >> 1).AsByte() & Vector512.Create((byte)0x7f);
        v |= (v.AsUInt16() >> 2).AsByte() & Vector512.Create((byte)0x3f);
        v |= (v.AsUInt16() >> 4).AsByte() & Vector512.Create((byte)0x0f);
        return v;
    }
}
