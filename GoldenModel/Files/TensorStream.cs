// SPDX-License-Identifier: Apache-2.0
namespace Rtlgen.GoldenModel.Files;

/// <summary>Reads one tensor of a file as a stream of little-endian bytes.</summary>
/// <param name="file">The file, which must stay open.</param>
/// <param name="tensor">One of its tensors.</param>
internal sealed class TensorStream(TensorFile file, TensorInfo tensor) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => tensor.ByteLength;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Clamp(Length - _position, 0, buffer.Length);
        if (count > 0)
        {
            file.Read(tensor, _position, buffer[..count]);
            _position += count;
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
