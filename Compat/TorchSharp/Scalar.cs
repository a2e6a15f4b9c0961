// SPDX-License-Identifier: Apache-2.0

using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>One number as an argument: an integer, a floating-point number or a truth value.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(ValueKind kind, long bits)
    {
        (Kind, Bits) = (kind, bits);
    }

    /// <summary>The widest type of the number's kind.</summary>
    public ScalarType Type => Kind switch
    {
        ValueKind.Double => ScalarType.Float64,
        ValueKind.Bool => ScalarType.Bool,
        _ => ScalarType.Int64,
    };

    internal ValueKind Kind { get; }

    internal long Bits { get; }

    internal double AsDouble => Kind == ValueKind.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long AsInt64 => Kind == ValueKind.Double ? checked((long)AsDouble) : Bits;

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(byte value) => new(ValueKind.Int, value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(sbyte value) => new(ValueKind.Int, value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(short value) => new(ValueKind.Int, value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(ValueKind.Int, value);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(ValueKind.Int, value);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(Half value) => Float((double)value);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(BFloat16 value) => Float(value.ToSingle());

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(float value) => Float(value);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(double value) => Float(value);

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(ValueKind.Bool, value ? 1 : 0);

    /// <summary>Does nothing: the number is managed.</summary>
    public void Dispose()
    {
    }

    private static Scalar Float(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value));
}
