// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

/// <summary>Between scalars and the numbers of .NET.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>The unsigned byte as a scalar.</summary>
    public static Scalar ToScalar(this byte value) => value;

    /// <summary>The signed byte as a scalar.</summary>
    public static Scalar ToScalar(this sbyte value) => value;

    /// <summary>The 16-bit integer as a scalar.</summary>
    public static Scalar ToScalar(this short value) => value;

    /// <summary>The 32-bit integer as a scalar.</summary>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>The 64-bit integer as a scalar.</summary>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>The float as a scalar.</summary>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>The double as a scalar.</summary>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>The truth value as a scalar.</summary>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>The half as a scalar.</summary>
    public static Scalar ToScalar(this Half value) => value;

    /// <summary>The bfloat16 as a scalar.</summary>
    public static Scalar ToScalar(this BFloat16 value) => value;

    /// <summary>The scalar as an unsigned byte.</summary>
    public static byte ToByte(this Scalar value) => (byte)value.AsInt64;

    /// <summary>The scalar as a signed byte.</summary>
    public static sbyte ToSByte(this Scalar value) => (sbyte)value.AsInt64;

    /// <summary>The scalar as a 16-bit integer.</summary>
    public static short ToInt16(this Scalar value) => (short)value.AsInt64;

    /// <summary>The scalar as a 32-bit integer.</summary>
    public static int ToInt32(this Scalar value) => (int)value.AsInt64;

    /// <summary>The scalar as a 64-bit integer.</summary>
    public static long ToInt64(this Scalar value) => value.AsInt64;

    /// <summary>The scalar as a float.</summary>
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;

    /// <summary>The scalar as a double.</summary>
    public static double ToDouble(this Scalar value) => value.AsDouble;

    /// <summary>The scalar as a truth value.</summary>
    public static bool ToBoolean(this Scalar value) => value.AsDouble != 0;

    /// <summary>The scalar as a half.</summary>
    public static Half ToHalf(this Scalar value) => (Half)value.AsDouble;

    /// <summary>The scalar as a bfloat16.</summary>
    public static BFloat16 ToBFloat16(this Scalar value) => new((float)value.AsDouble);
}
