// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.Verification.Simulation.Streams;

/// <summary>When a side of a stream pauses: a source that has a beat, or a sink. The same pattern pauses the same
/// way.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Amount">Percent of clocks for <c>random</c>, longest run for <c>bursts</c>; else 0.</param>
/// <param name="Seed">Chooses the clocks for <c>random</c> and <c>bursts</c>; else 0.</param>
public readonly record struct StallPattern(StallKind Kind, int Amount = 0, int Seed = 0)
{
    /// <summary>Never pauses.</summary>
    public static StallPattern None => default;

    /// <summary>Pauses every other clock.</summary>
    public static StallPattern Alternate => new(StallKind.Alternate);

    /// <summary>Pauses by chance.</summary>
    /// <param name="seed">Chooses the clocks.</param>
    /// <param name="percent">Share of clocks, 0 to 99.</param>
    public static StallPattern Random(int seed, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 99);
        return new(StallKind.Random, percent, seed);
    }

    /// <summary>Pauses for 1 to <paramref name="longest"/> clocks, flows for as many, and so on.</summary>
    /// <param name="seed">Chooses the lengths.</param>
    /// <param name="longest">Longest run, 1 or more.</param>
    public static StallPattern Bursts(int seed, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longest);
        return new(StallKind.Bursts, longest, seed);
    }

    /// <summary>The pattern, a clock at a time.</summary>
    public StallGenerator Start() => new(this);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        StallKind.None => "none",
        StallKind.Alternate => "alternate",
        StallKind.Random => string.Create(CultureInfo.InvariantCulture, $"random:{Amount}%:{Seed}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"bursts:{Amount}:{Seed}"),
    };
}
