// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Codec.Values;

/// <summary>A container's bit layout as compile-time constants: loops are compiled for each container.</summary>
/// <remarks>The numbers are those of <see cref="GoldenModel.Formats.Container"/>; a test compares them.</remarks>
internal interface ILayout
{
    /// <summary>E, bits of the biased exponent.</summary>
    static abstract int ExponentBits { get; }

    /// <summary>M, bits of the mantissa.</summary>
    static abstract int MantissaBits { get; }

    /// <summary>Bytes of one value: 2 or 4.</summary>
    static abstract int Bytes { get; }
}

/// <summary>IEEE 754 binary32.</summary>
internal readonly struct Fp32 : ILayout
{
    public static int ExponentBits => 8;

    public static int MantissaBits => 23;

    public static int Bytes => 4;
}

/// <summary>bfloat16.</summary>
internal readonly struct Bf16 : ILayout
{
    public static int ExponentBits => 8;

    public static int MantissaBits => 7;

    public static int Bytes => 2;
}

/// <summary>IEEE 754 binary16.</summary>
internal readonly struct Fp16 : ILayout
{
    public static int ExponentBits => 5;

    public static int MantissaBits => 10;

    public static int Bytes => 2;
}
