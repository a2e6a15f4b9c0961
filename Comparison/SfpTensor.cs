// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Comparison;

/// <summary>Our own codec, lossless, the whole tensor as one.</summary>
/// <remarks>As <c>encode</c> does, it drops the sign where no value has it set; looking for one is part of
/// encoding.</remarks>
internal sealed class SfpTensor : ITensorCodec
{
    private const int Alignment = 64;

    private readonly int _threads;
    private readonly int _data;
    private readonly int _metadata;
    private Descriptor _descriptor;
    private EncodedSize _size;

    /// <summary>Prepares for tensors of one container and size.</summary>
    /// <param name="container">The container.</param>
    /// <param name="coder">The exponent coder.</param>
    /// <param name="wide">
    /// True for rows that fill a 512-bit register or half of it: 16 lanes, words as wide as the container. Else what
    /// <c>encode</c> does if not told otherwise: 8 lanes, words of 32 bits.
    /// </param>
    /// <param name="bytes">Bytes of a tensor.</param>
    /// <param name="threads">How many threads.</param>
    public SfpTensor(Container container, Coder coder, bool wide, int bytes, int threads)
    {
        _descriptor = Descriptor.Lossless(container, coder) with { Count = bytes / container.Bytes };
        if (wide)
        {
            _descriptor = _descriptor with { Lanes = 16, Word = container.Bits };
        }

        _threads = threads;
        Name = wide ? "sfp, 16 lanes" : "sfp";
        _data = checked((int)SfpCodec.MaxDataBytes(_descriptor) + Alignment - 1) / Alignment * Alignment;
        _metadata = (int)SfpCodec.MetadataBytes(_descriptor);
        (Coder, Bytes) = (Names.Of(coder), bytes);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Coder { get; }

    /// <inheritdoc/>
    public int Bytes { get; }

    /// <inheritdoc/>
    public long Room => (long)_data + _metadata;

    /// <inheritdoc/>
    public long Encode(NativeBuffer values, NativeBuffer encoded)
    {
        _descriptor = _descriptor with { Sign = HasSign(values.Span[..Bytes]) };
        _size = SfpCodec.Encode(
            _descriptor, values.Span[..Bytes], encoded.Span[.._data], encoded.Span.Slice(_data, _metadata), _threads);
        return (long)_size.DataBytes + _size.MetadataBytes;
    }

    /// <inheritdoc/>
    public void Decode(NativeBuffer encoded, NativeBuffer values) => SfpCodec.Decode(
        _descriptor,
        encoded.Span[.._size.DataBytes],
        encoded.Span.Slice(_data, _size.MetadataBytes),
        values.Span[..Bytes],
        _threads);

    /// <inheritdoc/>
    public void Dispose()
    {
        // It has nothing.
    }

    private bool HasSign(ReadOnlySpan<byte> values) => _descriptor.Container.Bytes == sizeof(int)
        ? MemoryMarshal.Cast<byte, int>(values).ContainsAnyInRange(int.MinValue, -1)
        : MemoryMarshal.Cast<byte, short>(values).ContainsAnyInRange(short.MinValue, (short)-1);
}
