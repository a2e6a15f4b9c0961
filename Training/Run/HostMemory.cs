// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Training.Run;

/// <summary>How this process's C library treats memory that tensors give back.</summary>
/// <remarks>
/// A step frees and asks again for the same tensors of some megabytes. By default glibc returns such blocks to the
/// system, which zeroes every page of them anew at the next step: a third of the time of a step of ResNet-8.
/// </remarks>
public static partial class HostMemory
{
    // malloc.h of glibc.
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;
    private const int ArenaLimit = -8;

    // The largest that glibc takes for blocks of their own.
    private const int LargestMapThreshold = 32 << 20;

    /// <summary>Keeps freed memory for what is asked for next; for a process that trains, before its first tensor.
    /// It changes the whole process. Without glibc it does nothing.</summary>
    /// <returns>True if the C library does so.</returns>
    public static bool KeepFreed()
    {
        try
        {
            // One arena: those of further threads are bounded in size, and given back when they are empty.
            return Set(MapThreshold, LargestMapThreshold) != 0
                && Set(TrimThreshold, int.MaxValue) != 0
                && Set(ArenaLimit, 1) != 0;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);
}
