// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>What a co-simulation did.</summary>
/// <param name="Tensors">Tensors simulated, each half counted.</param>
/// <param name="Values">Their values.</param>
/// <param name="Clocks">Clocks simulated.</param>
/// <param name="Failure">The first difference; null if hardware and golden model agree.</param>
public sealed record CoSimulationResult(long Tensors, long Values, long Clocks, CoSimulationFailure? Failure);

/// <summary>A place where hardware and golden model differ.</summary>
/// <param name="Tensor">Index of the tensor in its batch; −1 if it is the batch that is wrong.</param>
/// <param name="Descriptor">The tensor's descriptor; null if it is the batch that is wrong.</param>
/// <param name="What">The stream, the place, what was expected and what came.</param>
public sealed record Difference(int Tensor, Descriptor? Descriptor, string What);

/// <summary>A batch that failed.</summary>
/// <param name="Module">The module: encoder or decoder.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Batch">The batch.</param>
/// <param name="Difference">The first difference in it.</param>
/// <param name="Streams">How the streams behaved.</param>
/// <param name="Rerun">The command that runs the batch again.</param>
/// <param name="Waveform">Path of the waveform; null if none was asked for.</param>
public sealed record CoSimulationFailure(
    string Module, int Seed, int Batch, Difference Difference, BenchOptions Streams, string Rerun, string? Waveform)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Module}, seed {Seed}, batch {Batch}{(Difference.Tensor < 0 ? "" : $", tensor {Difference.Tensor}")}: {Difference.What}
          descriptor  {(Difference.Descriptor is null ? "-" : Describe(Difference.Descriptor))}
          stalls      {Streams}
          rerun       {Rerun}
          waveform    {Waveform ?? "-"}
        """);

    private static string Describe(Descriptor descriptor) => string.Create(
        CultureInfo.InvariantCulture,
        $"count {descriptor.Count}, mantissa {descriptor.Mantissa}, exponent {descriptor.Exponent}, low {descriptor.Low}, "
        + $"sign {(descriptor.Sign ? 1 : 0)}, coder {Names.Of(descriptor.Coder)}, bias {descriptor.Bias}, "
        + $"rounding {Names.Of(descriptor.Rounding)}");
}
