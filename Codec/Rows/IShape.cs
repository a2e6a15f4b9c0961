// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rtlgen.Codec.Rows;

/// <summary>How rows lie in a 512-bit register whose elements are words, one for each lane.</summary>
/// <typeparam name="T">A word.</typeparam>
/// <remarks>docs/format.md section 5.</remarks>
internal unsafe interface IShape<T>
    where T : unmanaged, IBinaryInteger<T>
{
    /// <summary>L: 8 or 16.</summary>
    static abstract int Lanes { get; }

    /// <summary>One number for each row, in all elements of that row.</summary>
    /// <param name="rows">The numbers of a vector's rows; four must be readable.</param>
    static abstract Vector512<T> OverRows(uint* rows);

    /// <summary>A vector's first row, in all of its rows.</summary>
    static abstract Vector512<T> FirstRow(Vector512<T> vector);

    /// <summary>A memory row for each row of a vector.</summary>
    /// <param name="source">Where offsets count from.</param>
    /// <param name="offsets">Bytes to the memory row, of each row.</param>
    static abstract Vector512<T> Load(byte* source, int* offsets);

    /// <summary>Appends a vector's rows to the lanes' bit strings, one after the other.</summary>
    /// <param name="rest">The bits that wait in each lane, in the vector's first row.</param>
    /// <param name="lower">The rows, shifted to where they start in a word.</param>
    /// <param name="waits">What waits after each row if nothing did before it.</param>
    /// <param name="spills">Ones if a row fills its memory row, else 0.</param>
    /// <param name="destination">Where offsets count from.</param>
    /// <param name="offsets">Bytes to the memory row, of each row.</param>
    /// <returns>The bits that wait now.</returns>
    /// <remarks>The word being filled is written for every row, spilled or not: no branch depends on the widths.</remarks>
    static abstract Vector512<T> Merge(
        Vector512<T> rest, Vector512<T> lower, Vector512<T> waits, uint* spills, byte* destination, int* offsets);
}

/// <summary>Two rows of eight words of 32 bits.</summary>
internal readonly unsafe struct Lanes8Word32 : IShape<uint>
{
    public static int Lanes => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> OverRows(uint* rows) =>
        Avx512F.IsSupported
            ? Avx512F.PermuteVar16x32(
                Vector128.Load(rows).ToVector256Unsafe().ToVector512Unsafe(),
                Vector512.Create(0U, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1))
            : Parts.Join(Vector256.Create(rows[0]), Vector256.Create(rows[1]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> FirstRow(Vector512<uint> vector) =>
        Parts.Join(vector.GetLower(), vector.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Load(byte* source, int* offsets) =>
        Parts.Join(
            Vector256.Load((uint*)(source + (nint)offsets[0])), Vector256.Load((uint*)(source + (nint)offsets[1])));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Merge(
        Vector512<uint> rest,
        Vector512<uint> lower,
        Vector512<uint> waits,
        uint* spills,
        byte* destination,
        int* offsets)
    {
        var row = rest.GetLower();
        row = MergedRow.Put(row, lower.GetLower(), waits.GetLower(), spills, destination + (nint)offsets[0]);
        row = MergedRow.Put(row, lower.GetUpper(), waits.GetUpper(), spills + 1, destination + (nint)offsets[1]);
        return row.ToVector512Unsafe();
    }
}

/// <summary>One row of sixteen words of 32 bits.</summary>
internal readonly unsafe struct Lanes16Word32 : IShape<uint>
{
    public static int Lanes => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> OverRows(uint* rows) => Vector512.Create(*rows);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> FirstRow(Vector512<uint> vector) => vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Load(byte* source, int* offsets) =>
        Vector512.Load((uint*)(source + (nint)offsets[0]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Merge(
        Vector512<uint> rest,
        Vector512<uint> lower,
        Vector512<uint> waits,
        uint* spills,
        byte* destination,
        int* offsets) =>
        MergedRow.Put(rest, lower, waits, spills, destination + (nint)offsets[0]);
}

/// <summary>Four rows of eight words of 16 bits.</summary>
internal readonly unsafe struct Lanes8Word16 : IShape<ushort>
{
    public static int Lanes => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> OverRows(uint* rows) =>
        Avx512BW.IsSupported
            ? Avx512BW.PermuteVar32x16(
                Vector128.Load(rows).AsUInt16().ToVector256Unsafe().ToVector512Unsafe(),
                Vector512.Create(
                    (ushort)0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2,
                    4, 4, 4, 4, 4, 4, 4, 4, 6, 6, 6, 6, 6, 6, 6, 6))
            : Parts.Join(
                Parts.Join(Vector128.Create((ushort)rows[0]), Vector128.Create((ushort)rows[1])),
                Parts.Join(Vector128.Create((ushort)rows[2]), Vector128.Create((ushort)rows[3])));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> FirstRow(Vector512<ushort> vector) =>
        Vector512.Shuffle(vector.AsUInt64(), Vector512.Create(0UL, 1, 0, 1, 0, 1, 0, 1)).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Load(byte* source, int* offsets) =>
        Parts.Join(
            Parts.Join(Row(source, offsets[0]), Row(source, offsets[1])),
            Parts.Join(Row(source, offsets[2]), Row(source, offsets[3])));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Row(byte* source, nint offset) => Vector128.Load((ushort*)(source + offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Merge(
        Vector512<ushort> rest,
        Vector512<ushort> lower,
        Vector512<ushort> waits,
        uint* spills,
        byte* destination,
        int* offsets)
    {
        var (low, high) = (lower.GetLower(), waits.GetLower());
        var row = rest.GetLower().GetLower();
        row = MergedRow.Put(row, low.GetLower(), high.GetLower(), spills, destination + (nint)offsets[0]);
        row = MergedRow.Put(row, low.GetUpper(), high.GetUpper(), spills + 1, destination + (nint)offsets[1]);
        (low, high) = (lower.GetUpper(), waits.GetUpper());
        row = MergedRow.Put(row, low.GetLower(), high.GetLower(), spills + 2, destination + (nint)offsets[2]);
        row = MergedRow.Put(row, low.GetUpper(), high.GetUpper(), spills + 3, destination + (nint)offsets[3]);
        return row.ToVector256Unsafe().ToVector512Unsafe();
    }
}

/// <summary>Two rows of sixteen words of 16 bits.</summary>
internal readonly unsafe struct Lanes16Word16 : IShape<ushort>
{
    public static int Lanes => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> OverRows(uint* rows) =>
        Avx512BW.IsSupported
            ? Avx512BW.PermuteVar32x16(
                Vector128.Load(rows).AsUInt16().ToVector256Unsafe().ToVector512Unsafe(),
                Vector512.Create(
                    (ushort)0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2))
            : Parts.Join(Vector256.Create((ushort)rows[0]), Vector256.Create((ushort)rows[1]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> FirstRow(Vector512<ushort> vector) =>
        Parts.Join(vector.GetLower(), vector.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Load(byte* source, int* offsets) =>
        Parts.Join(
            Vector256.Load((ushort*)(source + (nint)offsets[0])),
            Vector256.Load((ushort*)(source + (nint)offsets[1])));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Merge(
        Vector512<ushort> rest,
        Vector512<ushort> lower,
        Vector512<ushort> waits,
        uint* spills,
        byte* destination,
        int* offsets)
    {
        var row = rest.GetLower();
        row = MergedRow.Put(row, lower.GetLower(), waits.GetLower(), spills, destination + (nint)offsets[0]);
        row = MergedRow.Put(row, lower.GetUpper(), waits.GetUpper(), spills + 1, destination + (nint)offsets[1]);
        return row.ToVector512Unsafe();
    }
}
