// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Rtlgen.Codec.Values;

namespace Rtlgen.Codec.Rows;

/// <summary>Elements of a vector that hold one value each: what generic vector arithmetic lacks.</summary>
/// <typeparam name="T">An element.</typeparam>
internal unsafe interface IElements<T>
    where T : unmanaged, IBinaryInteger<T>
{
    /// <summary>Towards the most significant bit; 0 for counts of an element's bits.</summary>
    static abstract Vector512<T> ShiftLeft(Vector512<T> value, Vector512<T> counts);

    /// <summary>Towards the least significant bit; 0 for counts of an element's bits.</summary>
    static abstract Vector512<T> ShiftRight(Vector512<T> value, Vector512<T> counts);

    /// <summary>Reads bytes, one into each element.</summary>
    static abstract Vector512<T> LoadBytes(byte* source);

    /// <summary>Reads container values.</summary>
    static abstract Vector512<T> Load<TLayout>(byte* source)
        where TLayout : struct, ILayout;

    /// <summary>Writes container values; bits above theirs are dropped.</summary>
    static abstract void Store<TLayout>(Vector512<T> values, byte* destination)
        where TLayout : struct, ILayout;
}

/// <summary>Sixteen elements of 32 bits.</summary>
internal readonly unsafe struct Elements32 : IElements<uint>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftLeft(Vector512<uint> value, Vector512<uint> counts) =>
        SixteenLanes.ShiftLeft(value, counts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftRight(Vector512<uint> value, Vector512<uint> counts) =>
        SixteenLanes.ShiftRight(value, counts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> LoadBytes(byte* source) => ValueVector.LoadBytes(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Load<TLayout>(byte* source)
        where TLayout : struct, ILayout => ValueVector.Load<TLayout>(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLayout>(Vector512<uint> values, byte* destination)
        where TLayout : struct, ILayout => ValueVector.Store<TLayout>(values, destination);
}

/// <summary>Thirty-two elements of 16 bits.</summary>
internal readonly unsafe struct Elements16 : IElements<ushort>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> ShiftLeft(Vector512<ushort> value, Vector512<ushort> counts)
    {
        if (Avx512BW.IsSupported)
        {
            return Avx512BW.ShiftLeftLogicalVariable(value, counts);
        }

        var (pairs, both) = (value.AsUInt32(), counts.AsUInt32());
        var low = SixteenLanes.ShiftLeft(pairs & Low, both & Low) & Low;
        var high = SixteenLanes.ShiftLeft(Vector512.AndNot(pairs, Low), both >> 16);
        return (low | high).AsUInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> ShiftRight(Vector512<ushort> value, Vector512<ushort> counts)
    {
        if (Avx512BW.IsSupported)
        {
            return Avx512BW.ShiftRightLogicalVariable(value, counts);
        }

        var (pairs, both) = (value.AsUInt32(), counts.AsUInt32());
        var low = SixteenLanes.ShiftRight(pairs & Low, both & Low);
        var high = Vector512.AndNot(SixteenLanes.ShiftRight(pairs, both >> 16), Low);
        return (low | high).AsUInt16();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> LoadBytes(byte* source)
    {
        var bytes = Vector256.Load(source);
        return Avx512BW.IsSupported
            ? Avx512BW.ConvertToVector512UInt16(bytes)
            : Parts.Join(Vector256.WidenLower(bytes), Vector256.WidenUpper(bytes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ushort> Load<TLayout>(byte* source)
        where TLayout : struct, ILayout => Vector512.Load((ushort*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLayout>(Vector512<ushort> values, byte* destination)
        where TLayout : struct, ILayout => values.Store((ushort*)destination);

    private static Vector512<uint> Low => Vector512.Create(0xffffU);
}
