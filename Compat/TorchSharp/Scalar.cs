// SPDX-License-Identifier: Apache-2.0

using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>One number as an argument: an integer, a floating-point number or a truth value.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(ValueKind kind, long bits, ScalarType type)
    {
        (Kind, Bits, Type) = (kind, bits, type);
    }

    /// <summary>The type that the number had.</summary>
    public ScalarType Type { get; }

    internal ValueKind Kind { get; }

    internal long Bits { get; }

    internal double AsDouble => Kind == ValueKind.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long AsInt64 => Kind == ValueKind.Double ? checked((long)AsDouble) : Bits;

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(byte value) => new(ValueKind.Int, value, ScalarType.Byte);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(sbyte value) => new(ValueKind.Int, value, ScalarType.Int8);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(short value) => new(ValueKind.Int, value, ScalarType.Int16);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(ValueKind.Int, value, ScalarType.Int32);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(ValueKind.Int, value, ScalarType.Int64);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(Half value) => Float((double)value, ScalarType.Float16);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(BFloat16 value) => Float(value.ToSingle(), ScalarType.BFloat16);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(float value) => Float(value, ScalarType.Float32);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Scalar(double value) => Float(value, ScalarType.Float64);

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(ValueKind.Bool, value ? 1 : 0, ScalarType.Bool);

    /// <summary>Does nothing: the number is managed.</summary>
    public void Dispose()
    {
    }

    private static Scalar Float(double value, ScalarType type) =>
        new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value), type);
}
