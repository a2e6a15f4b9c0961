// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rtlgen.Codec.Rows;

/// <summary>Eight lanes in a 256-bit register.</summary>
internal readonly unsafe struct EightLanes : IRow<Vector256<uint>>
{
    public static int Lanes => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Load(uint* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> LoadHalves(ushort* source)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ConvertToVector256Int32(source).AsUInt32();
        }

        var (lower, upper) = Vector128.Widen(Vector128.Load(source));
        return Vector256.Create(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> LoadBytes(byte* source) =>
        Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(source).AsUInt32()
            : Widen(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(source)).AsByte());

    /// <summary>The low eight bytes, one for each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Widen(Vector128<byte> bytes)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ConvertToVector256Int32(bytes).AsUInt32();
        }

        var (lower, upper) = Vector128.Widen(Vector128.WidenLower(bytes));
        return Vector256.Create(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<uint> value, uint* destination) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreHalves(Vector256<uint> value, ushort* destination) => Halves(value).Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector256<uint> value, byte* destination)
    {
        var bytes = Avx512F.VL.IsSupported
            ? Avx512F.VL.ConvertToVector128Byte(value)
            : Vector128.Narrow(Halves(value), Vector128<ushort>.Zero);
        Unsafe.WriteUnaligned(destination, bytes.AsUInt64().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Or(Vector256<uint> left, Vector256<uint> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast(uint* source) => Vector256.Create(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftLeft(Vector256<uint> value, Vector256<uint> counts)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ShiftLeftLogicalVariable(value, counts);
        }

        return Parts.Join(
            ShiftLeft(value.GetLower(), counts.GetLower().ToScalar()),
            ShiftLeft(value.GetUpper(), counts.GetUpper().ToScalar()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftRight(Vector256<uint> value, Vector256<uint> counts)
    {
        if (Avx2.IsSupported)
        {
            return Avx2.ShiftRightLogicalVariable(value, counts);
        }

        return Parts.Join(
            ShiftRight(value.GetLower(), counts.GetLower().ToScalar()),
            ShiftRight(value.GetUpper(), counts.GetUpper().ToScalar()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> UpperHalf(Vector256<uint> value) => value >> 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Halves(Vector256<uint> lower, Vector256<uint> upper) => lower | (upper << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Choose(Vector256<uint> mask, Vector256<uint> whenSet, Vector256<uint> whenClear) =>
        Vector256.ConditionalSelect(mask, whenSet, whenClear);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Halves(Vector256<uint> value) =>
        Avx512F.VL.IsSupported
            ? Avx512F.VL.ConvertToVector128UInt16(value)
            : Vector128.Narrow(value.GetLower(), value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> ShiftLeft(Vector128<uint> value, uint count) =>
        count < 32 ? value << (int)count : Vector128<uint>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> ShiftRight(Vector128<uint> value, uint count) =>
        count < 32 ? value >> (int)count : Vector128<uint>.Zero;
}
