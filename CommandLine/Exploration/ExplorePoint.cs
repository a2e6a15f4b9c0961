// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json.Nodes;

namespace Rtlgen.CommandLine.Exploration;

/// <summary>What a point came to.</summary>
/// <param name="EncoderUm2">Area of the encoder in µm².</param>
/// <param name="DecoderUm2">Area of the decoder in µm².</param>
/// <param name="KiloGates">Both in thousand NANDs of two inputs.</param>
/// <param name="FmaxMHz">Highest clock of the slower of the two.</param>
/// <param name="GigabytesPerSecond">GB/s of container values of the slower of the two.</param>
/// <param name="BitsPerValue">Bits of a value in memory, the tensors together, each with its best coder of those there
/// are.</param>
/// <param name="Ratio">Container bits over these.</param>
internal sealed record ExploreFigures(
    double EncoderUm2, double DecoderUm2, double KiloGates, double FmaxMHz, double GigabytesPerSecond,
    double BitsPerValue, double Ratio)
{
    /// <summary>Area of both in µm².</summary>
    public double AreaUm2 => EncoderUm2 + DecoderUm2;

    /// <summary>True if this is nowhere worse than the other, and somewhere better: area, bandwidth, bits.</summary>
    public bool Dominates(ExploreFigures other) =>
        AreaUm2 <= other.AreaUm2 && GigabytesPerSecond >= other.GigabytesPerSecond && BitsPerValue <= other.BitsPerValue
        && (AreaUm2 < other.AreaUm2 || GigabytesPerSecond > other.GigabytesPerSecond
            || BitsPerValue < other.BitsPerValue);
}

/// <summary>One configuration of a plan.</summary>
/// <param name="Name">The configuration's name; what was asked for if there is no such hardware.</param>
/// <param name="Hardware">The hardware configuration.</param>
/// <param name="Container">Its container.</param>
/// <param name="IsFrozen">True if it is specialised for one descriptor.</param>
/// <param name="Figures">What it came to; null if it failed or has not been tried.</param>
/// <param name="Failure">Why it failed; null if it did not.</param>
/// <param name="IsBest">True if no other point of the same container dominates it.</param>
internal sealed record ExplorePoint(
    string Name, JsonNode Hardware, string Container, bool IsFrozen, ExploreFigures? Figures = null,
    string? Failure = null, bool IsBest = false)
{
    /// <summary>The point in one line.</summary>
    public string Summary() => Figures is { } figures
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.KiloGates:F2} kGE, {figures.GigabytesPerSecond:F2} GB/s, {figures.BitsPerValue:F2} bits a value")
        : Failure ?? "not tried";
}
