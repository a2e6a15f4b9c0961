// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Rtlgen.Codec.Fields;

/// <summary>Writes the metadata's bit string.</summary>
/// <param name="destination">Where it starts; must have room for all words that are appended.</param>
/// <remarks>docs/format.md section 5.</remarks>
internal unsafe struct BitSink(byte* destination)
{
    private byte* _next = destination;
    private ulong _rest;
    private int _fill;

    /// <summary>Appends bits.</summary>
    /// <param name="bits">Right-aligned; zeros above them.</param>
    /// <param name="width">How many, 0 to 32.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ulong bits, int width)
    {
        _rest |= bits << _fill;
        _fill += width;
        if (_fill >= 32)
        {
            Unsafe.WriteUnaligned(_next, (uint)_rest);
            _next += sizeof(uint);
            _rest >>= 32;
            _fill -= 32;
        }
    }

    /// <summary>Tops up the last word with zeros.</summary>
    public void Finish()
    {
        if (_fill > 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(new Span<byte>(_next, sizeof(uint)), (uint)_rest);
        }
    }
}
