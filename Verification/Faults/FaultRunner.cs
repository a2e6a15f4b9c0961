// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Simulation.Checks;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Faults;

/// <summary>What became of a fault.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Caught">True if co-simulation noticed it.</param>
/// <param name="Evidence">The failure that gave it away; null if it survived.</param>
public sealed record FaultOutcome(Fault Fault, bool Caught, CoSimulationFailure? Evidence)
{
    /// <inheritdoc/>
    public override string ToString() => Caught
        ? $"{Fault.Id}: caught; {Evidence!.Difference.What}"
        : $"{Fault.Id}: survived; it breaks {Fault.Breaks}";
}

/// <summary>Tries faults, one at a time.</summary>
public static class FaultRunner
{
    /// <summary>The seeds that faults are tried with, in order, until one catches them.</summary>
    public static IReadOnlyList<int> Seeds { get; } = [1, 2, 3];

    /// <summary>Puts each fault into a design by itself and co-simulates.</summary>
    /// <param name="design">The design; it must be right.</param>
    /// <param name="faults">The faults; those whose kind of module the design lacks are left out.</param>
    /// <param name="options">How; the seed is not used. Null for the defaults, without waveforms.</param>
    /// <exception cref="ArgumentException">A fault is out of date: its text is not there as often as it
    /// says.</exception>
    /// <exception cref="ToolFailedException">A fault is not Verilog any more; the message quotes the tool.</exception>
    public static IReadOnlyList<FaultOutcome> Run(
        Design design, IEnumerable<Fault> faults, CoSimulationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(faults);
        options ??= new CoSimulationOptions { Waveforms = false };
        return OrderedParallel.Select(
            faults.Where(fault => fault.Concerns(design)), fault => Try(design, fault, options));
    }

    private static FaultOutcome Try(Design design, Fault fault, CoSimulationOptions options)
    {
        var broken = fault.Apply(design);
        var failure = Seeds
            .Select(seed => CoSimulation.Run(broken, options with { Seed = seed }).Failure)
            .FirstOrDefault(failure => failure is not null);
        return new FaultOutcome(fault, failure is not null, failure);
    }
}
