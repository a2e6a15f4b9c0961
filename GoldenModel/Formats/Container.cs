// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;

namespace Rtlgen.GoldenModel.Formats;

/// <summary>An uncompressed floating-point format: sign, exponent and mantissa, most significant first.</summary>
/// <param name="Name">Name in descriptors and file names: <c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</param>
/// <param name="ExponentBits">E, bits of the biased exponent.</param>
/// <param name="MantissaBits">M, bits of the trailing significand, without the hidden bit.</param>
/// <remarks>IEEE 754-2019 section 3.4; docs/format.md section 1.</remarks>
public sealed record Container(string Name, int ExponentBits, int MantissaBits)
{
    /// <summary>IEEE 754 binary32: 8 exponent bits, 23 mantissa bits.</summary>
    public static Container Fp32 { get; } = new("fp32", 8, 23);

    /// <summary>bfloat16: 8 exponent bits, 7 mantissa bits.</summary>
    public static Container Bf16 { get; } = new("bf16", 8, 7);

    /// <summary>IEEE 754 binary16: 5 exponent bits, 10 mantissa bits.</summary>
    public static Container Fp16 { get; } = new("fp16", 5, 10);

    /// <summary>The three containers, in the format's order.</summary>
    public static IReadOnlyList<Container> All { get; } = [Fp32, Bf16, Fp16];

    /// <summary>Bits of one value: 16 or 32.</summary>
    public int Bits => 1 + ExponentBits + MantissaBits;

    /// <summary>Bytes of one value: 2 or 4.</summary>
    public int Bytes => Bits / 8;

    /// <summary>Largest biased exponent, that of infinity and NaN: all ones.</summary>
    public int MaxExponent => (1 << ExponentBits) - 1;

    /// <summary>Finds a container by its name.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <param name="container">The container of that name, or null.</param>
    /// <returns>False if <paramref name="name"/> is none of <c>fp32</c>, <c>bf16</c>, <c>fp16</c>.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out Container? container)
    {
        container = All.FirstOrDefault(candidate => candidate.Name == name);
        return container is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
