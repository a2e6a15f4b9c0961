// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rtlgen.Codec.Fields;

/// <summary>Eight rows' codes, widths or lengths, one in each byte; the first row in the lowest.</summary>
internal static class CodeBytes
{
    /// <summary>Rows at once.</summary>
    public const int Count = sizeof(ulong);

    /// <summary>Codes of three bits side by side to one in each byte.</summary>
    /// <param name="codes">Eight codes; zeros above them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Spread(ulong codes)
    {
        codes = (codes | (codes << 20)) & 0x0000_0fff_0000_0fff;
        codes = (codes | (codes << 10)) & 0x003f_003f_003f_003f;
        return (codes | (codes << 5)) & 0x0707_0707_0707_0707;
    }

    /// <summary>The inverse of <see cref="Spread"/>.</summary>
    /// <param name="bytes">Eight codes, 0 to 7 in each byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Join(ulong bytes)
    {
        bytes = (bytes | (bytes >> 5)) & 0x003f_003f_003f_003f;
        bytes = (bytes | (bytes >> 10)) & 0x0000_0fff_0000_0fff;
        return (bytes | (bytes >> 20)) & 0x00ff_ffff;
    }

    /// <summary>How many bits of each byte are set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong CountOnes(ulong bytes)
    {
        bytes -= (bytes >> 1) & 0x5555_5555_5555_5555;
        bytes = (bytes & 0x3333_3333_3333_3333) + ((bytes >> 2) & 0x3333_3333_3333_3333);
        return (bytes + (bytes >> 4)) & 0x0f0f_0f0f_0f0f_0f0f;
    }

    /// <summary>The table's element for each byte.</summary>
    /// <param name="table">16 elements.</param>
    /// <param name="bytes">0 to 15 each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong LookUp(Vector128<byte> table, ulong bytes) =>
        Vector128.ShuffleNative(table, Vector128.CreateScalar(bytes).AsByte()).AsUInt64().ToScalar();
}
