// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Rtlgen.Codec.Values;

namespace Rtlgen.Codec.Rows;

/// <summary>Sixteen lanes in a 512-bit register, or in two of 256 bits where there is none.</summary>
internal readonly unsafe struct SixteenLanes : IRow<Vector512<uint>>
{
    public static int Lanes => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Load(uint* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> LoadHalves(ushort* source) => ValueVector.Load<Bf16>((byte*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> LoadBytes(byte* source) => ValueVector.LoadBytes(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<uint> value, uint* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHalves(Vector512<uint> value, ushort* destination) =>
        ValueVector.Store<Bf16>(value, (byte*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector512<uint> value, byte* destination) =>
        ValueVector.StoreBytes(value, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Or(Vector512<uint> left, Vector512<uint> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Broadcast(uint* source) => Vector512.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftLeft(Vector512<uint> value, Vector512<uint> counts)
    {
        return Avx512F.IsSupported
            ? Avx512F.ShiftLeftLogicalVariable(value, counts)
            : Vector512.Create(
                EightLanes.ShiftLeft(value.GetLower(), counts.GetLower()),
                EightLanes.ShiftLeft(value.GetUpper(), counts.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftRight(Vector512<uint> value, Vector512<uint> counts)
    {
        return Avx512F.IsSupported
            ? Avx512F.ShiftRightLogicalVariable(value, counts)
            : Vector512.Create(
                EightLanes.ShiftRight(value.GetLower(), counts.GetLower()),
                EightLanes.ShiftRight(value.GetUpper(), counts.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> UpperHalf(Vector512<uint> value) => value >> 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Halves(Vector512<uint> lower, Vector512<uint> upper) => lower | (upper << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Choose(Vector512<uint> mask, Vector512<uint> whenSet, Vector512<uint> whenClear) =>
        Vector512.ConditionalSelect(mask, whenSet, whenClear);
}
