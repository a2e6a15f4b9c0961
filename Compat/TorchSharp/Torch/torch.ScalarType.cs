// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The types that numbers of a tensor can have.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>8 bits without sign.</summary>
        Byte = 0,

        /// <summary>8 bits.</summary>
        Int8 = 1,

        /// <summary>16 bits.</summary>
        Int16 = 2,

        /// <summary>32 bits.</summary>
        Int32 = 3,

        /// <summary>64 bits.</summary>
        Int64 = 4,

        /// <summary>IEEE's half precision.</summary>
        Float16 = 5,

        /// <summary>IEEE's single precision.</summary>
        Float32 = 6,

        /// <summary>IEEE's double precision.</summary>
        Float64 = 7,

        /// <summary>Two floats.</summary>
        ComplexFloat32 = 9,

        /// <summary>Two doubles.</summary>
        ComplexFloat64 = 10,

        /// <summary>Truth values, one a byte.</summary>
        Bool = 11,

        /// <summary>8 bits, quantised.</summary>
        QInt8 = 12,

        /// <summary>8 bits without sign, quantised.</summary>
        QUInt8 = 13,

        /// <summary>32 bits, quantised.</summary>
        QInt32 = 14,

        /// <summary>The upper half of a float.</summary>
        BFloat16 = 15,
    }

    /// <summary>Truth values.</summary>
    public static ScalarType @bool = ScalarType.Bool;

    /// <summary>Unsigned bytes.</summary>
    public static ScalarType uint8 = ScalarType.Byte;

    /// <summary>Signed bytes.</summary>
    public static ScalarType int8 = ScalarType.Int8;

    /// <summary>16-bit integers.</summary>
    public static ScalarType int16 = ScalarType.Int16;

    /// <summary>32-bit integers.</summary>
    public static ScalarType int32 = ScalarType.Int32;

    /// <summary>64-bit integers.</summary>
    public static ScalarType int64 = ScalarType.Int64;

    /// <summary>The upper half of a float.</summary>
    public static ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>16-bit floats.</summary>
    public static ScalarType float16 = ScalarType.Float16;

    /// <summary>32-bit floats.</summary>
    public static ScalarType float32 = ScalarType.Float32;

    /// <summary>64-bit floats.</summary>
    public static ScalarType float64 = ScalarType.Float64;

    /// <summary>16-bit integers.</summary>
    public static ScalarType @short = ScalarType.Int16;

    /// <summary>32-bit integers.</summary>
    public static ScalarType @int = ScalarType.Int32;

    /// <summary>64-bit integers.</summary>
    public static ScalarType @long = ScalarType.Int64;

    /// <summary>16-bit floats.</summary>
    public static ScalarType half = ScalarType.Float16;

    /// <summary>32-bit floats.</summary>
    public static ScalarType @float = ScalarType.Float32;

    /// <summary>64-bit floats.</summary>
    public static ScalarType @double = ScalarType.Float64;

    /// <summary>The type of new floating-point tensors.</summary>
    public static ScalarType get_default_dtype() => (ScalarType)Native.torch_shim_default_dtype();

    /// <summary>Sets the type of new floating-point tensors.</summary>
    public static void set_default_dtype(
        ScalarType dtype) =>
        Native.Check(Native.torch_shim_set_default_dtype((int)dtype));
}

/// <summary>What the types of numbers are like.</summary>
internal static class ScalarTypes
{
    internal static bool IsIntegral(this torch.ScalarType type) =>
        type is torch.ScalarType.Bool or (>= torch.ScalarType.Byte and <= torch.ScalarType.Int64);

    internal static bool IsFloatingPoint(this torch.ScalarType type) =>
        type is torch.ScalarType.BFloat16 or (>= torch.ScalarType.Float16 and <= torch.ScalarType.Float64);

    internal static bool IsComplex(this torch.ScalarType type) =>
        type is torch.ScalarType.ComplexFloat32 or torch.ScalarType.ComplexFloat64;

    /// <summary>The type whose numbers .NET holds in the type given.</summary>
    internal static torch.ScalarType Of(Type type) => type switch
    {
        _ when type == typeof(bool) => torch.ScalarType.Bool,
        _ when type == typeof(byte) => torch.ScalarType.Byte,
        _ when type == typeof(sbyte) => torch.ScalarType.Int8,
        _ when type == typeof(short) => torch.ScalarType.Int16,
        _ when type == typeof(int) => torch.ScalarType.Int32,
        _ when type == typeof(long) => torch.ScalarType.Int64,
        _ when type == typeof(float) => torch.ScalarType.Float32,
        _ when type == typeof(double) => torch.ScalarType.Float64,
        _ when type == typeof(Half) => torch.ScalarType.Float16,
        _ when type == typeof(BFloat16) => torch.ScalarType.BFloat16,
        _ => throw new NotImplementedException($"Tensors of {type.Name} are not supported."),
    };
}
