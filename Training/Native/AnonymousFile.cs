// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rtlgen.Training.Native;

/// <summary>A file in memory, without a name in any folder: <c>memfd_create</c>(2) of Linux.</summary>
internal sealed partial class AnonymousFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <summary>A file with some content.</summary>
    /// <param name="name">What it is called in the process's map of memory.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="IOException">The system does not make it.</exception>
    internal AnonymousFile(string name, ReadOnlySpan<byte> content)
    {
        _handle = Create(name, 0);
        if (_handle.IsInvalid)
        {
            throw new IOException($"no file in memory: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        RandomAccess.Write(_handle, content, 0);
    }

    /// <summary>A path that opens it, until it is disposed of.</summary>
    internal string Path => $"/proc/self/fd/{_handle.DangerousGetHandle()}";

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial SafeFileHandle Create(string name, uint flags);
}
