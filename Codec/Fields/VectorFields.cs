// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Rtlgen.Codec.Rows;
using Rtlgen.Codec.Values;
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
    /// <summary>Exponents at once.</summary>
    public const int Count = 64;

    /// <inheritdoc cref="ScalarFields.Encode"/>
    /// <remarks>The values must be whole groups.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Encode<TCoder, TLanes, TExponents>(
        FieldPlan plan, byte* source, int values, byte* fields, byte* widths, ref BitSink metadata)
        where TCoder : struct, ICoder
        where TLanes : struct, ILaneCount
        where TExponents : struct, IExponents
    {
        var group = plan.Descriptor.GroupValues;
        var sink = metadata;
        var longest = Vector512.Create((ulong)plan.LongestCoded);
        var (codeOf, widthOf) = (Vector128.Create(plan.Codes), Vector128.Create(plan.Widths));
        var references = Vector512.Create((byte)plan.Descriptor.Bias);
        var apart = Vector512<byte>.Zero;
        for (var start = 0; start < values; start += group)
        {
            if (TCoder.Coder == Coder.Peak)
            {
                var header = Header<TExponents>(source, start, group);
                references = Vector512.Create((byte)(header + (header >> 8)));
                apart = Vector512.Create((byte)-(header >> 8));
                sink.Append((ulong)header, GeckoRule.HeaderBits);
            }

            for (var i = start; i < start + group; i += Count)
            {
                var x = TExponents.Load(source, i);
                if (TCoder.Coder == Coder.Delta && i == start)
                {
                    references = OverRows<TLanes>(x);
                }

                var (magnitude, negative) = Measure<TCoder>(x, references, apart);
                var lengths = Lengths<TLanes>(magnitude);
                var raw = Vector512.GreaterThan(lengths, longest).AsByte();
                if (TCoder.Coder == Coder.Delta && i == start)
                {
                    raw |= FirstRow<TLanes>();
                }

                var signs = negative & Places(lengths);
                Vector512.ConditionalSelect(raw, x, magnitude | signs).Store(fields + i);

                var rows = Math.Min(Count, start + group - i) / TLanes.Count;
                var codes = Vector128.ShuffleNative(codeOf, OfRows<TLanes>(lengths));
                Unsafe.WriteUnaligned(widths, Vector128.ShuffleNative(widthOf, codes).AsUInt64().ToScalar());
                var joined = CodeBytes.Join(codes.AsUInt64().ToScalar());
                var bits = rows * GeckoRule.CodeBits;
                if (TCoder.Coder == Coder.Delta && i == start)
                {
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
    private static int Header<TExponents>(byte* source, int start, int values)
        where TExponents : struct, IExponents
    {
        var (most, least) = (Vector512<byte>.Zero, Vector512<byte>.AllBitsSet);
        for (var i = 0; i < values; i += Count)
        {
            var x = TExponents.Load(source, start + i);
            var outside = values - i >= Count
                ? Vector512<byte>.Zero
                : Vector512.GreaterThanOrEqual(Vector512<byte>.Indices, Vector512.Create((byte)(values - i)));
            most = Vector512.Max(most, Vector512.AndNot(x, outside));
            least = Vector512.Min(least, x | outside);
        }

        var half = Vector256.Max(most.GetLower(), most.GetUpper());
        var eighths = Vector128.Max(half.GetLower(), half.GetUpper());
        eighths = Vector128.Max(eighths, Vector128.Shuffle(eighths.AsUInt64(), Vector128.Create(1UL, 0)).AsByte());
        eighths = Vector128.Max(eighths, (eighths.AsUInt64() >>> 32).AsByte());
        eighths = Vector128.Max(eighths, (eighths.AsUInt64() >>> 16).AsByte());
        eighths = Vector128.Max(eighths, (eighths.AsUInt64() >>> 8).AsByte());
        var largest = eighths.ToScalar();
        return largest | (largest > 0 && Vector512.EqualsAny(least, Vector512<byte>.Zero) ? 1 << 8 : 0);
    }

    // The first row in all rows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> OverRows<TLanes>(Vector512<byte> rows)
        where TLanes : struct, ILaneCount =>
        TLanes.Count == 8
            ? Vector512.Create(rows.AsUInt64().ToScalar()).AsByte()
            : Vector512.Shuffle(rows.AsUInt64(), Vector512.Create(0UL, 1, 0, 1, 0, 1, 0, 1)).AsByte();

    // Ones in the first row's bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> FirstRow<TLanes>()
        where TLanes : struct, ILaneCount =>
        Vector512.Create(ulong.MaxValue, TLanes.Count == 8 ? 0 : ulong.MaxValue, 0, 0, 0, 0, 0, 0).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<byte> Magnitude, Vector512<byte> Negative) Measure<TCoder>(
        Vector512<byte> x, Vector512<byte> references, Vector512<byte> apart)
        where TCoder : struct, ICoder
    {
        if (TCoder.Coder != Coder.Peak)
        {
            var magnitude = Vector512.Max(x, references) - Vector512.Min(x, references);
            return (magnitude, Vector512.LessThan(x, references));
        }

        var zero = Vector512.Equals(x, Vector512<byte>.Zero);
        return (Vector512.AndNot(references - x, zero & apart), Vector512<byte>.Zero);
    }

    // The bits of each row's largest magnitude, once for every eight lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Lengths<TLanes>(Vector512<byte> magnitudes)
        where TLanes : struct, ILaneCount
    {
        var any = magnitudes.AsUInt64();
        if (TLanes.Count == 16)
        {
            any |= Vector512.Shuffle(any, Vector512.Create(1UL, 0, 3, 2, 5, 4, 7, 6));
        }

        any |= any >> 32;
        any |= any >> 16;
        any |= any >> 8;
        any &= Vector512.Create(0xffUL);
        if (Avx512CD.IsSupported)
        {
            return Vector512.Create(64UL) - Avx512CD.LeadingZeroCount(any);
        }

        var lengths = Vector512<ulong>.Zero;
        for (var place = 1UL; place <= 0x80; place <<= 1)
        {
            lengths -= Vector512.GreaterThanOrEqual(any.AsInt64(), Vector512.Create((long)place)).AsUInt64();
        }

        return lengths;
    }

    // 2^k in each byte of a row that has k bits; anything where k is 8.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Places(Vector512<ulong> lengths)
    {
        var ones = Vector512.Create((byte)1);
        if (Avx512F.IsSupported)
        {
            return Avx512F.ShiftLeftLogicalVariable(ones.AsUInt64(), lengths).AsByte();
        }

        // The length in all bytes, and from there by a table.
        var everywhere = lengths | (lengths << 8);
        everywhere |= everywhere << 16;
        everywhere |= everywhere << 32;
        var places = Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0);
        var (lower, upper) = (everywhere.AsByte().GetLower(), everywhere.AsByte().GetUpper());
        return Parts.Join(
            Parts.Join(Of(places, lower.GetLower()), Of(places, lower.GetUpper())),
            Parts.Join(Of(places, upper.GetLower()), Of(places, upper.GetUpper())));

        static Vector128<byte> Of(Vector128<byte> table, Vector128<byte> bytes) =>
            Vector128.ShuffleNative(table, bytes);
    }

    // One length for each row, side by side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> OfRows<TLanes>(Vector512<ulong> lengths)
        where TLanes : struct, ILaneCount
    {
        if (Avx512F.IsSupported)
        {
            var eighths = Avx512F.ConvertToVector128Byte(lengths);
            return TLanes.Count == 8 ? eighths : Vector128.Narrow(eighths.AsUInt16(), Vector128<ushort>.Zero);
        }

        var rows = 0UL;
        for (var row = 0; row < Count / TLanes.Count; row++)
        {
            rows |= lengths[row * TLanes.Count / 8] << (8 * row);
        }

        return Vector128.CreateScalar(rows).AsByte();
    }
}
