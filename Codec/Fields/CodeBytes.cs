// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Rtlgen.Codec.Fields;

/// <summary>Eight rows' codes, widths or lengths, one in each byte; the first row in the lowest.</summary>
internal static class CodeBytes
{
    /// <summary>Rows at once.</summary>
    public const int Count = sizeof(ulong);

    private const ulong LowBits = 0x0707_0707_0707_0707;

    /// <summary>Codes of three bits side by side to one in each byte.</summary>
    /// <param name="codes">Eight codes; zeros above them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Spread(ulong codes)
    {
        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.ParallelBitDeposit(codes, LowBits);
        }

        codes = (codes | (codes << 20)) & 0x0000_0fff_0000_0fff;
        codes = (codes | (codes << 10)) & 0x003f_003f_003f_003f;
        return (codes | (codes << 5)) & LowBits;
    }

    /// <summary>The inverse of <see cref="Spread"/>.</summary>
    /// <param name="bytes">Eight codes, 0 to 7 in each byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Join(ulong bytes)
    {
        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.ParallelBitExtract(bytes, LowBits);
        }

        bytes = (bytes | (bytes >> 5)) & 0x003f_003f_003f_003f;
        bytes = (bytes | (bytes >> 10)) & 0x0000_0fff_0000_0fff;
        return (bytes | (bytes >> 20)) & 0x00ff_ffff;
    }

    /// <summary>Sum of all bytes; 255 at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum(ulong bytes) => (int)((bytes * 0x0101_0101_0101_0101) >> 56);

    /// <summary>The table's element for each byte.</summary>
    /// <param name="table">16 elements.</param>
    /// <param name="bytes">0 to 15 each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong LookUp(Vector128<byte> table, ulong bytes) =>
        Vector128.ShuffleNative(table, Vector128.CreateScalar(bytes).AsByte()).AsUInt64().ToScalar();
}
