// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Codec.Rows;

/// <summary>Lanes side by side in one register, 32 bits each: a row of a tensor, or a part of it.</summary>
/// <typeparam name="T">The register.</typeparam>
internal unsafe interface IRow<T>
    where T : struct
{
    /// <summary>How many lanes.</summary>
    static abstract int Lanes { get; }

    /// <summary>Reads 32 bits of every lane.</summary>
    static abstract T Load(uint* source);

    /// <summary>Reads 16 bits of every lane; zeros above them.</summary>
    static abstract T LoadHalves(ushort* source);

    /// <summary>Reads 8 bits of every lane; zeros above them.</summary>
    static abstract T LoadBytes(byte* source);

    /// <summary>Writes 32 bits of every lane.</summary>
    static abstract void Store(T value, uint* destination);

    /// <summary>Writes the low 16 bits of every lane.</summary>
    static abstract void StoreHalves(T value, ushort* destination);

    /// <summary>Writes the low 8 bits of every lane.</summary>
    static abstract void StoreBytes(T value, byte* destination);

    /// <summary>Bitwise or.</summary>
    static abstract T Or(T left, T right);

    /// <summary>Towards the most significant bit; 0 for <paramref name="count"/> = 32.</summary>
    static abstract T ShiftLeft(T value, int count);

    /// <summary>Towards the least significant bit; 0 for <paramref name="count"/> = 32.</summary>
    static abstract T ShiftRight(T value, int count);

    /// <summary>One of two rows: the first where <paramref name="choice"/> is 1, the other where it is 0.</summary>
    static abstract T Choose(int choice, T whenSet, T whenClear);
}
