// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Rtlgen.Codec.Tensors;

/// <summary>The part of a stream that one piece lies in; pieces begin and end at any bit.</summary>
/// <param name="source">The stream, read once from its position on.</param>
/// <param name="name">Its name in errors.</param>
/// <param name="lanes">Lanes; 1 for metadata.</param>
/// <param name="word">Bits of a word.</param>
internal sealed class StreamWindow(Stream source, string name, int lanes, int word) : IDisposable
{
    private readonly int _rowBytes = lanes * word / 8;
    private byte[] _buffer = [];
    private int _held;
    private int _used;

    /// <summary>Where the next piece begins: bits of the first memory row that are another piece's.</summary>
    public int Offset { get; private set; }

    /// <summary>The memory rows with the next piece.</summary>
    /// <param name="bits">Its bits in each lane, from <see cref="Offset"/> on.</param>
    /// <exception cref="InvalidDataException">The stream ends before.</exception>
    public ReadOnlySpan<byte> Take(long bits)
    {
        _used = checked((int)((Offset + bits + word - 1) / word * _rowBytes));
        Reserve(_used);
        var wanted = _used - _held;
        if (wanted > 0 && source.ReadAtLeast(_buffer.AsSpan(_held, wanted), wanted, throwOnEndOfStream: false) < wanted)
        {
            throw new InvalidDataException($"{name} stream ends {wanted} bytes early");
        }

        return _buffer.AsSpan(0, _used);
    }

    /// <summary>Goes on after the piece taken.</summary>
    /// <param name="bits">Its bits in each lane.</param>
    public void Advance(long bits)
    {
        Offset = (int)((Offset + bits) % word);
        _held = Offset == 0 ? 0 : _rowBytes;
        _buffer.AsSpan(_used - _held, _held).CopyTo(_buffer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    private void Reserve(int bytes)
    {
        if (bytes > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(bytes);
            _buffer.AsSpan(0, _held).CopyTo(larger);
            Dispose();
            _buffer = larger;
        }
    }
}
