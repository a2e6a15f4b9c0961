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

    /// <summary>The same 32 bits in every lane.</summary>
    static abstract T Broadcast(uint* source);

    /// <summary>Towards the most significant bit; 0 for counts of 32.</summary>
    /// <param name="value">Any bits.</param>
    /// <param name="counts">0 to 32, the same in every four lanes.</param>
    static abstract T ShiftLeft(T value, T counts);

    /// <summary>Towards the least significant bit; 0 for counts of 32.</summary>
    /// <param name="value">Any bits.</param>
    /// <param name="counts">0 to 32, the same in every four lanes.</param>
    static abstract T ShiftRight(T value, T counts);

    /// <summary>The upper 16 bits of every lane, right-aligned.</summary>
    static abstract T UpperHalf(T value);

    /// <summary>Two rows of 16 bits as one of 32.</summary>
    static abstract T Halves(T lower, T upper);

    /// <summary><paramref name="whenSet"/> where the bits of <paramref name="mask"/> are 1, else the other.</summary>
    static abstract T Choose(T mask, T whenSet, T whenClear);
}
