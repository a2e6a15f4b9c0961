// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Rtlgen.Codec.Rows;

namespace Rtlgen.Codec.Values;

/// <summary>Where loops over groups take exponents from.</summary>
internal unsafe interface IExponents
{
    /// <summary>Sixty-four exponents.</summary>
    /// <param name="source">Where value 0 is.</param>
    /// <param name="first">The first value.</param>
    static abstract Vector512<byte> Load(byte* source, nint first);
}

/// <summary>A buffer with one byte for each.</summary>
internal readonly unsafe struct SplitExponents : IExponents
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load(byte* source, nint first) => Vector512.Load(source + first);
}

/// <summary>Container values that are coded as they are.</summary>
internal readonly unsafe struct ContainerExponents<TLayout> : IExponents
    where TLayout : struct, ILayout
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load(byte* source, nint first)
    {
        source += first * TLayout.Bytes;
        var top = TLayout.Bytes == sizeof(uint)
            ? Parts.Join(TopBytes32(source), TopBytes32(source + (2 * Vector512<byte>.Count)))
            : TopBytes16(source);
        return TLayout.ExponentBits == 8
            ? top
            : (top.AsUInt16() >> (8 - TLayout.ExponentBits)).AsByte()
                & Vector512.Create((byte)((1 << TLayout.ExponentBits) - 1));
    }

    // Without their signs, the top bytes of 32 values.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> TopBytes32(byte* source)
    {
        var (lower, upper) = (Vector512.Load((uint*)source), Vector512.Load((uint*)source + Vector512<uint>.Count));
        if (Avx512Vbmi.IsSupported)
        {
            return Avx512Vbmi.PermuteVar64x8x2((lower << 1).AsByte(), EveryFourth, (upper << 1).AsByte()).GetLower();
        }

        var halves = Vector512.Narrow((lower << 1) >> 24, (upper << 1) >> 24);
        return Vector256.Narrow(halves.GetLower(), halves.GetUpper());
    }

    // Without their signs, the top bytes of 64 values.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> TopBytes16(byte* source)
    {
        var lower = Vector512.Load((ushort*)source);
        var upper = Vector512.Load((ushort*)source + Vector512<ushort>.Count);
        return Avx512Vbmi.IsSupported
            ? Avx512Vbmi.PermuteVar64x8x2((lower << 1).AsByte(), EverySecond, (upper << 1).AsByte())
            : Vector512.Narrow((lower << 1) >> 8, (upper << 1) >> 8);
    }

    private static Vector512<byte> EveryFourth => Vector512.CreateSequence<byte>(3, 4);

    private static Vector512<byte> EverySecond => Vector512.CreateSequence<byte>(1, 2);
}
