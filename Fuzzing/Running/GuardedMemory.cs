// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Fuzzing.Running;

/// <summary>Memory between two pages that must not be touched: whoever reads or writes beyond it ends the
/// process.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int ReadWrite = 3;
    private const int None = 0;
    private const int PrivateAnonymous = 0x22;

    private readonly int _page = Environment.SystemPageSize;
    private readonly int _bytes;
    private byte* _mapping;

    /// <summary>Maps memory.</summary>
    /// <param name="bytes">A multiple of the page size.</param>
    public GuardedMemory(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes % _page, 0);
        _bytes = bytes;
        var mapping = Map(0, (nuint)(bytes + (2 * _page)), ReadWrite, PrivateAnonymous, -1, 0);
        if (mapping == -1)
        {
            throw new InvalidOperationException($"{bytes} bytes cannot be mapped");
        }

        _mapping = (byte*)mapping;
        if (Protect(mapping, (nuint)_page, None) != 0 || Protect(mapping + _page + bytes, (nuint)_page, None) != 0)
        {
            throw new InvalidOperationException("guard pages cannot be protected");
        }
    }

    /// <summary>Most bytes of a span.</summary>
    public int Bytes => _bytes;

    /// <summary>A span that ends at the upper guard page, or begins after the lower one.</summary>
    public Span<byte> Take(int bytes, bool atEnd)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, _bytes);
        return new Span<byte>(_mapping + _page + (atEnd ? _bytes - bytes : 0), bytes);
    }

    /// <summary>A copy at the upper guard page, or after the lower one.</summary>
    public ReadOnlySpan<byte> Copy(ReadOnlySpan<byte> content, bool atEnd)
    {
        var copy = Take(content.Length, atEnd);
        content.CopyTo(copy);
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_mapping is not null)
        {
            _ = Unmap((nint)_mapping, (nuint)(_bytes + (2 * _page)));
            _mapping = null;
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint length);
}
