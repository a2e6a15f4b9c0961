// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The upper half of a float: its sign, its exponent and 7 bits of its fraction.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct BFloat16 : IEquatable<BFloat16>
{
    private readonly ushort _bits;

    /// <summary>Rounds a float to nearest, ties to even.</summary>
    public BFloat16(float f)
    {
        var bits = BitConverter.SingleToUInt32Bits(f);
        _bits = float.IsNaN(f) ? (ushort)0x7fc0 : (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }

    private BFloat16(ushort bits) => _bits = bits;

    /// <summary>The number as a float, exactly.</summary>
    public static explicit operator float(BFloat16 bf) => bf.ToSingle();

    /// <summary>The number as a double, exactly.</summary>
    public static explicit operator double(BFloat16 bf) => bf.ToSingle();

    /// <summary>Rounds a float to nearest, ties to even.</summary>
    public static explicit operator BFloat16(float f) => new(f);

    /// <summary>Rounds a double by way of a float.</summary>
    public static explicit operator BFloat16(double d) => new((float)d);

    /// <summary>True for equal numbers.</summary>
    public static bool operator ==(BFloat16 a, BFloat16 b) => a.ToSingle() == b.ToSingle();

    /// <summary>True for different numbers.</summary>
    public static bool operator !=(BFloat16 a, BFloat16 b) => !(a == b);

    /// <summary>The number with these 16 bits.</summary>
    public static BFloat16 FromRawValue(ushort rawValue) => new(rawValue);

    /// <summary>The number as a float, exactly.</summary>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)_bits << 16);

    /// <inheritdoc/>
    public bool Equals(BFloat16 other) => ToSingle().Equals(other.ToSingle());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ToSingle().GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => ToSingle().ToString(CultureInfo.CurrentCulture);
}
