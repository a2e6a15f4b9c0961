// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rtlgen.Codec.Rows;

/// <summary>Vectors from two halves, as <c>Create</c> makes them, for which .NET 10 spills registers.</summary>
internal static class Parts
{
    /// <summary>512 bits of two halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Join<T>(Vector256<T> lower, Vector256<T> upper) =>
        lower.ToVector512Unsafe().WithUpper(upper);

    /// <summary>256 bits of two halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Join<T>(Vector128<T> lower, Vector128<T> upper) =>
        lower.ToVector256Unsafe().WithUpper(upper);
}
