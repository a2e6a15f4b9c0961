// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rtlgen.Codec.Fields;

/// <summary>L as a compile-time constant.</summary>
internal interface ILaneCount
{
    /// <summary>L.</summary>
    static abstract int Count { get; }

    /// <summary>Which row each of 64 bytes belongs to.</summary>
    static abstract Vector512<byte> RowOfByte { get; }
}

/// <summary>Eight lanes.</summary>
internal readonly struct Lanes8 : ILaneCount
{
    public static int Count => 8;

    public static Vector512<byte> RowOfByte
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0x0000_0000_0000_0000UL,
            0x0101_0101_0101_0101,
            0x0202_0202_0202_0202,
            0x0303_0303_0303_0303,
            0x0404_0404_0404_0404,
            0x0505_0505_0505_0505,
            0x0606_0606_0606_0606,
            0x0707_0707_0707_0707).AsByte();
    }
}

/// <summary>Sixteen lanes.</summary>
internal readonly struct Lanes16 : ILaneCount
{
    public static int Count => 16;

    public static Vector512<byte> RowOfByte
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0x0000_0000_0000_0000UL,
            0x0000_0000_0000_0000,
            0x0101_0101_0101_0101,
            0x0101_0101_0101_0101,
            0x0202_0202_0202_0202,
            0x0202_0202_0202_0202,
            0x0303_0303_0303_0303,
            0x0303_0303_0303_0303).AsByte();
    }
}
