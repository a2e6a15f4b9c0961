// SPDX-License-Identifier: Apache-2.0
namespace Rtlgen.GoldenModel.Files;

/// <summary>Passes bytes on and computes their CRC-32.</summary>
/// <param name="destination">Receives the bytes; stays open.</param>
internal sealed class ChecksumStream(Stream destination) : Stream
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>The checksum of all bytes written.</summary>
    public uint Crc32 { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Position;

    public override long Position
    {
        get => destination.Position;
        set => throw new NotSupportedException();
    }

    /// <summary>The checksum of a stream from its position on.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static uint Of(Stream stream, CancellationToken cancellation)
    {
        var buffer = new byte[Math.Min(ChunkBytes, stream.Length)];
        var crc = 0u;
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            crc = Files.Crc32.Append(crc, buffer.AsSpan(0, read));
        }

        return crc;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Crc32 = Files.Crc32.Append(Crc32, buffer);
        destination.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    public override void Flush() => destination.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
