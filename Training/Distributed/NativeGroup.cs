// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Runtime.InteropServices;

namespace Rtlgen.Training.Distributed;

/// <summary>The functions of native/group.cpp, under their own names.</summary>
internal static unsafe partial class NativeGroup
{
    private const string Library = "process_group";

    private const string File = "libprocess_group.so";

    static NativeGroup() => NativeLibrary.SetDllImportResolver(typeof(NativeGroup).Assembly, Load);

    [LibraryImport(Library)]
    internal static partial nint group_error();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial GroupHandle group_join(string host, ushort port, int rank, int size, long milliseconds);

    [LibraryImport(Library)]
    internal static partial int group_sum_floats(GroupHandle group, float* data, long count);

    [LibraryImport(Library)]
    internal static partial int group_sum_doubles(GroupHandle group, double* data, long count);

    [LibraryImport(Library)]
    internal static partial int group_max_doubles(GroupHandle group, double* data, long count);

    [LibraryImport(Library)]
    internal static partial int group_broadcast(GroupHandle group, byte* data, long count);

    [LibraryImport(Library)]
    internal static partial int group_barrier(GroupHandle group);

    [LibraryImport(Library)]
    internal static partial void group_leave(nint group);

    private static nint Load(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
        {
            return 0;
        }

        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var candidate in (string[])[Path.Combine(folder, File), Path.Combine(folder, "native", File)])
            {
                if (System.IO.File.Exists(candidate))
                {
                    return NativeLibrary.Load(candidate);
                }
            }
        }

        throw new DllNotFoundException(
            $"{File} is missing; ./rtlgen train compiles it if g++, libtorch-dev and libgloo-dev are there");
    }
}

/// <summary>A group that this process is in.</summary>
internal sealed class GroupHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeGroup.group_leave(handle);
        return true;
    }
}
