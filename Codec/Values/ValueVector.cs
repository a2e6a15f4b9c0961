// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rtlgen.Codec.Values;

/// <summary>Sixteen values side by side, one in each 32-bit element.</summary>
internal static unsafe class ValueVector
{
    /// <summary>Values in a vector.</summary>
    public const int Count = 16;

    /// <summary>Reads 16 container values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Load<TLayout>(byte* source)
        where TLayout : struct, ILayout
    {
        if (TLayout.Bytes == sizeof(uint))
        {
            return Vector512.Load((uint*)source);
        }

        var halves = Vector256.Load((ushort*)source);
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512UInt32(halves);
        }

        return Vector512.Create(Vector256.WidenLower(halves), Vector256.WidenUpper(halves));
    }

    /// <summary>Writes 16 container values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLayout>(Vector512<uint> values, byte* destination)
        where TLayout : struct, ILayout
    {
        if (TLayout.Bytes == sizeof(uint))
        {
            values.Store((uint*)destination);
        }
        else if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector256UInt16(values).Store((ushort*)destination);
        }
        else
        {
            Vector256.Narrow(values.GetLower(), values.GetUpper()).Store((ushort*)destination);
        }
    }

    /// <summary>Reads 16 bytes, one into each element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> LoadBytes(byte* source) => Widen(Vector128.Load(source));

    /// <summary>16 bytes, one in each element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Widen(Vector128<byte> bytes)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512UInt32(bytes);
        }

        var (lower, upper) = Vector128.Widen(bytes);
        return Vector512.Create(
            Vector256.Create(Vector128.WidenLower(lower), Vector128.WidenUpper(lower)),
            Vector256.Create(Vector128.WidenLower(upper), Vector128.WidenUpper(upper)));
    }

    /// <summary>Writes the low byte of each element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector512<uint> values, byte* destination)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector128Byte(values).Store(destination);
        }
        else
        {
            var halves = Vector256.Narrow(values.GetLower(), values.GetUpper());
            Vector128.Narrow(halves.GetLower(), halves.GetUpper()).Store(destination);
        }
    }
}
