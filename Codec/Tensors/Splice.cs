// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rtlgen.Codec.Tensors;

/// <summary>Appends a chunk's lane words to those before it: all lanes shift by the same count.</summary>
/// <remarks>docs/format.md section 5.</remarks>
internal static unsafe class Splice
{
    /// <summary>Writes whole memory rows.</summary>
    /// <typeparam name="T">A word.</typeparam>
    /// <param name="source">The chunk's words. One memory row before them lies what <see cref="Lead"/> made.</param>
    /// <param name="lanes">Words of a memory row.</param>
    /// <param name="rows">How many memory rows.</param>
    /// <param name="fill">Bits before the chunk in its first memory row, 0 to B − 1.</param>
    /// <param name="destination">That memory row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write<T>(T* source, int lanes, long rows, int fill, T* destination)
        where T : unmanaged, IBinaryInteger<T>
    {
        var words = rows * lanes;
        if (fill == 0)
        {
            NativeMemory.Copy(source, destination, (nuint)(words * sizeof(T)));
            return;
        }

        var room = (8 * sizeof(T)) - fill;
        var word = 0L;
        for (; word <= words - Vector512<T>.Count; word += Vector512<T>.Count)
        {
            var before = Vector512.Load(source + word - lanes) >>> room;
            ((Vector512.Load(source + word) << fill) | before).Store(destination + word);
        }

        for (; word < words; word++)
        {
            destination[word] = (source[word] << fill) | (source[word - lanes] >>> room);
        }
    }

    /// <summary>Makes the memory row before a chunk's first one from the bits that wait.</summary>
    /// <param name="rests">The bits that wait in each lane, <paramref name="fill"/> of them.</param>
    /// <param name="lanes">How many lanes.</param>
    /// <param name="fill">0 to B − 1.</param>
    /// <param name="source">The chunk's words.</param>
    public static void Lead<T>(uint* rests, int lanes, int fill, T* source)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var lane = 0; lane < lanes; lane++)
        {
            source[lane - lanes] = fill == 0 ? T.Zero : T.CreateTruncating(rests[lane]) << ((8 * sizeof(T)) - fill);
        }
    }

    /// <summary>The bits that wait after a chunk.</summary>
    /// <param name="source">The chunk's words, the row of <see cref="Lead"/> before them.</param>
    /// <param name="lanes">How many lanes.</param>
    /// <param name="bits">Bits of the chunk in each lane.</param>
    /// <param name="fill">Bits that waited before it.</param>
    /// <param name="rests">Receives the bits of each lane.</param>
    /// <returns>Whole memory rows that leave.</returns>
    public static long Rest<T>(T* source, int lanes, long bits, int fill, uint* rests)
        where T : unmanaged, IBinaryInteger<T>
    {
        var word = 8 * sizeof(T);
        var whole = (fill + bits) / word;
        var last = source + (whole * lanes);
        for (var lane = 0; lane < lanes; lane++)
        {
            var own = whole * word < bits ? last[lane] << fill : T.Zero;
            var before = fill == 0 ? T.Zero : last[lane - lanes] >>> (word - fill);
            rests[lane] = uint.CreateTruncating(own | before);
        }

        return whole;
    }
}
