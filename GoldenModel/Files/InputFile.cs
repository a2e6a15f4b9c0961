// SPDX-License-Identifier: Apache-2.0
using Microsoft.Win32.SafeHandles;

namespace Rtlgen.GoldenModel.Files;

/// <summary>A file read at any offset by any thread. It can be closed for a while and opens itself again.</summary>
internal sealed class InputFile : IDisposable
{
    private readonly Lock _opening = new();
    private readonly ReadOnlyMemory<byte>? _content;
    private volatile SafeFileHandle? _handle;
    private bool _disposed;

    private InputFile(string path, SafeFileHandle handle, long length)
    {
        Path = path;
        Length = length;
        _handle = handle;
    }

    /// <summary>A file that is in memory.</summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="content">All of it.</param>
    public InputFile(string name, ReadOnlyMemory<byte> content)
    {
        ArgumentNullException.ThrowIfNull(name);
        Path = name;
        Length = content.Length;
        _content = content;
    }

    /// <summary>Path as given.</summary>
    public string Path { get; }

    /// <summary>Length in bytes when first opened.</summary>
    public long Length { get; }

    /// <summary>Opens a regular file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">It cannot be read, or is a folder, a pipe or a device.</exception>
    public static InputFile Open(string path)
    {
        var (handle, length) = OpenHandle(path);
        return new InputFile(path, handle, length);
    }

    /// <summary>Fills the destination.</summary>
    /// <param name="offset">Offset in the file, in bytes.</param>
    /// <param name="destination">Receives the bytes, all of them.</param>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public void ReadExactly(long offset, Span<byte> destination)
    {
        if (_content is { } content)
        {
            content.Span.Slice((int)offset, destination.Length).CopyTo(destination);
            return;
        }

        var handle = _handle ?? Reopen();
        while (destination.Length > 0)
        {
            var count = RandomAccess.Read(handle, destination, offset);
            if (count == 0)
            {
                throw Damage.In(Path, $"ends at byte {offset}, inside a tensor or header; it was {Length} bytes long");
            }

            offset += count;
            destination = destination[count..];
        }
    }

    /// <summary>Closes the file until the next read.</summary>
    public void Release()
    {
        lock (_opening)
        {
            _handle?.Dispose();
            _handle = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        Release();
    }

    private SafeFileHandle Reopen()
    {
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_handle is { } open)
            {
                return open;
            }

            var (handle, length) = OpenHandle(Path);
            if (length != Length)
            {
                handle.Dispose();
                throw Damage.In(Path, $"is now {length} bytes long; it was {Length} when its header was read");
            }

            return _handle = handle;
        }
    }

    private static (SafeFileHandle Handle, long Length) OpenHandle(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path);
            return (handle, RandomAccess.GetLength(handle));
        }
        catch (FileNotFoundException e)
        {
            throw new FileNotFoundException(Damage.OneLine($"{path}: no such file"), path, e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new DirectoryNotFoundException(Damage.OneLine($"{path}: no such folder"), e);
        }
        catch (UnauthorizedAccessException e)
        {
            var reason = Directory.Exists(path) ? "is a folder; a file is needed" : "permission denied";
            throw new IOException(Damage.OneLine($"{path}: {reason}"), e);
        }
        catch (NotSupportedException e)
        {
            handle?.Dispose();
            throw new IOException(Damage.OneLine($"{path}: is a pipe or a device; a regular file is needed"), e);
        }
    }
}
