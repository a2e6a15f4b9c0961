// SPDX-License-Identifier: Apache-2.0
namespace Rtlgen.GoldenModel.Files;

/// <summary>Writes to a file through a buffer and names the user's path, not the file's, in errors.</summary>
/// <remarks>Nothing is written on disposal: what is not flushed is lost, so that an error shows once, in
/// <see cref="Flush"/>. The file stays open.</remarks>
/// <param name="file">Unbuffered file to write to.</param>
/// <param name="path">Path to name in errors.</param>
internal sealed class DestinationStream(FileStream file, string path) : Stream
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _used;
    private long _flushed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Position;

    /// <summary>Bytes written since this stream was made.</summary>
    public override long Position
    {
        get => _flushed + _used;
        set => throw new NotSupportedException();
    }

    /// <summary>An error that names the user's path and the system's reason.</summary>
    /// <param name="path">Path to name.</param>
    /// <param name="cause">The system's error.</param>
    public static IOException Explain(string path, Exception cause)
    {
        var reason = cause is UnauthorizedAccessException ? "permission denied"
            : cause.Message.Split(" : '")[0].TrimEnd('.');
        return new IOException(Damage.OneLine($"{path}: {char.ToLowerInvariant(reason[0])}{reason[1..]}"), cause);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > _buffer.Length - _used)
        {
            Flush();
        }

        if (buffer.Length >= _buffer.Length)
        {
            Put(buffer);
            return;
        }

        buffer.CopyTo(_buffer.AsSpan(_used));
        _used += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    public override void Flush()
    {
        var used = _used;
        _used = 0;
        Put(_buffer.AsSpan(0, used));
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Put(ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Write(bytes);
            _flushed += bytes.Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Explain(path, e);
        }
    }
}
