// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>Where the fields lie in a beat of a descriptor stream: docs/hardware.md.</summary>
internal static class DescriptorBeat
{
    /// <summary>Lowest bit and bits of each field; the last one is the decoder's only.</summary>
    public static readonly (string Field, int Low, int Width)[] Fields =
    [
        ("mantissa", 0, 5), ("exponent", 8, 4), ("low", 16, 8), ("bias", 24, 8), ("sign", 32, 1), ("coder", 33, 2),
        ("rounding", 35, 1), ("count", 40, 40),
    ];
}
