// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rtlgen.Codec.Rows;

/// <summary>Appends one row to the lanes' bit strings: in a register of each length.</summary>
/// <remarks>docs/format.md section 5. See <see cref="IShape{T}.Merge"/> for the parameters.</remarks>
internal static unsafe class MergedRow
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Put<T>(
        Vector512<T> rest, Vector512<T> lower, Vector512<T> waits, uint* spill, byte* destination)
    {
        (rest | lower).AsByte().Store(destination);
        return waits | Vector512.AndNot(rest, Vector512.Create(*spill).As<uint, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Put<T>(
        Vector256<T> rest, Vector256<T> lower, Vector256<T> waits, uint* spill, byte* destination)
    {
        (rest | lower).AsByte().Store(destination);
        return waits | Vector256.AndNot(rest, Vector256.Create(*spill).As<uint, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Put<T>(
        Vector128<T> rest, Vector128<T> lower, Vector128<T> waits, uint* spill, byte* destination)
    {
        (rest | lower).AsByte().Store(destination);
        return waits | Vector128.AndNot(rest, Vector128.Create(*spill).As<uint, T>());
    }
}
