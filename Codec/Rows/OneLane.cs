// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Rtlgen.Codec.Rows;

/// <summary>One lane in a general register, for any number of lanes on any processor.</summary>
internal readonly unsafe struct OneLane : IRow<uint>
{
    public static int Lanes => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Load(uint* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint LoadHalves(ushort* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint LoadBytes(byte* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(uint value, uint* destination) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHalves(uint value, ushort* destination) => *destination = (ushort)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(uint value, byte* destination) => *destination = (byte)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Or(uint left, uint right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Broadcast(uint* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ShiftLeft(uint value, uint counts) => (uint)((ulong)value << (int)counts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ShiftRight(uint value, uint counts) => (uint)((ulong)value >> (int)counts);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint UpperHalf(uint value) => value >> 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Halves(uint lower, uint upper) => lower | (upper << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Choose(uint mask, uint whenSet, uint whenClear) => (whenSet & mask) | (whenClear & ~mask);
}
