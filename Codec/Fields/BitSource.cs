// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Rtlgen.Codec.Fields;

/// <summary>Reads the metadata's bit string; zeros follow its end.</summary>
/// <param name="source">Where it starts.</param>
/// <param name="bytes">How long it is.</param>
/// <remarks>docs/format.md section 5.</remarks>
internal unsafe struct BitSource(byte* source, long bytes)
{
    /// <summary>How many bits <see cref="Peek"/> returns at least.</summary>
    public const int Window = 57;

    /// <summary>The next bit to read.</summary>
    public long Position { get; set; }

    /// <summary>The next <see cref="Window"/> bits, right-aligned; above them anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong Peek()
    {
        var place = Position >> 3;
        var eight = place <= bytes - sizeof(ulong)
            ? Unsafe.ReadUnaligned<ulong>(source + place)
            : LastBytes(source + place, bytes - place);
        return eight >> (int)(Position & 7);
    }

    /// <summary>Reads bits.</summary>
    /// <param name="width">How many, 0 to <see cref="Window"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Read(int width)
    {
        var bits = Peek() & ((1UL << width) - 1);
        Position += width;
        return bits;
    }

    /// <summary>Moves on by whole bytes, if the next bit is a byte's first one.</summary>
    /// <param name="count">By how many.</param>
    /// <param name="readable">How many bytes must be there.</param>
    /// <param name="next">The first of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeBytes(int count, int readable, out byte* next)
    {
        next = source + (Position >> 3);
        if ((Position & 7) != 0 || (Position >> 3) + readable > bytes)
        {
            return false;
        }

        Position += 8L * count;
        return true;
    }

    // Static, so that a source can stay in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong LastBytes(byte* next, long left)
    {
        var value = 0UL;
        for (var i = 0; i < left; i++)
        {
            value |= (ulong)next[i] << (8 * i);
        }

        return value;
    }
}
