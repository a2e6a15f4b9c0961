// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Rtlgen.Codec.Rows;

/// <summary>The words that a lane's bits are cut into, as a compile-time constant.</summary>
/// <remarks>docs/format.md section 5.</remarks>
internal unsafe interface IWord
{
    /// <summary>B, bits of a word: 16 or 32.</summary>
    static abstract int Bits { get; }

    /// <summary>Reads one word of every lane; zeros above it.</summary>
    static abstract T Load<TRow, T>(byte* source)
        where TRow : struct, IRow<T>
        where T : struct;

    /// <summary>Writes one word of every lane.</summary>
    static abstract void Store<TRow, T>(T value, byte* destination)
        where TRow : struct, IRow<T>
        where T : struct;

    /// <summary>The bits that wait after a value was appended.</summary>
    /// <param name="value">The value.</param>
    /// <param name="joined">The bits that waited before, and above them the value as far as 32 bits hold it.</param>
    /// <param name="room">B − how many waited, 1 to B.</param>
    /// <param name="spilled">Ones if <paramref name="joined"/> holds a whole word, which leaves; else 0.</param>
    static abstract T Rest<TRow, T>(T value, T joined, T room, T spilled)
        where TRow : struct, IRow<T>
        where T : struct;

    /// <summary>B or more bits of two words, right-aligned.</summary>
    /// <param name="current">The word of the first bit.</param>
    /// <param name="next">The word after it.</param>
    /// <param name="fill">Bits before the first one, 0 to B − 1.</param>
    /// <param name="room">B − <paramref name="fill"/>.</param>
    static abstract T Take<TRow, T>(T current, T next, T fill, T room)
        where TRow : struct, IRow<T>
        where T : struct;
}

/// <summary>Words of 32 bits.</summary>
internal readonly unsafe struct Word32 : IWord
{
    public static int Bits => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<TRow, T>(byte* source)
        where TRow : struct, IRow<T>
        where T : struct => TRow.Load((uint*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TRow, T>(T value, byte* destination)
        where TRow : struct, IRow<T>
        where T : struct => TRow.Store(value, (uint*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Rest<TRow, T>(T value, T joined, T room, T spilled)
        where TRow : struct, IRow<T>
        where T : struct => TRow.Choose(spilled, TRow.ShiftRight(value, room), joined);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Take<TRow, T>(T current, T next, T fill, T room)
        where TRow : struct, IRow<T>
        where T : struct => TRow.Or(TRow.ShiftRight(current, fill), TRow.ShiftLeft(next, room));
}

/// <summary>Words of 16 bits. Two of them fit an element, so that nothing is lost between words.</summary>
internal readonly unsafe struct Word16 : IWord
{
    public static int Bits => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<TRow, T>(byte* source)
        where TRow : struct, IRow<T>
        where T : struct => TRow.LoadHalves((ushort*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TRow, T>(T value, byte* destination)
        where TRow : struct, IRow<T>
        where T : struct => TRow.StoreHalves(value, (ushort*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Rest<TRow, T>(T value, T joined, T room, T spilled)
        where TRow : struct, IRow<T>
        where T : struct => TRow.Choose(spilled, TRow.UpperHalf(joined), joined);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Take<TRow, T>(T current, T next, T fill, T room)
        where TRow : struct, IRow<T>
        where T : struct => TRow.ShiftRight(TRow.Halves(current, next), fill);
}
