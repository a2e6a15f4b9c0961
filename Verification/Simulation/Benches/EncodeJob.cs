// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Verification.Simulation.Benches;

/// <summary>A tensor for the encoder.</summary>
/// <param name="Descriptor">How to code it, legal or not; its count does not matter.</param>
/// <param name="Values">Bit patterns of the container.</param>
public sealed record EncodeJob(Descriptor Descriptor, ReadOnlyMemory<uint> Values)
{
    /// <summary>The tensor's address, where a table says how to code it; null where the descriptor is given.</summary>
    public TensorAddress? Address { get; init; }

    /// <summary>A beat of the values whose <c>tkeep</c> is not what it should be; null for none.</summary>
    public KeepFault? KeepFault { get; init; }
}

/// <summary>A <c>tkeep</c> set by hand.</summary>
/// <param name="Beat">The beat in its packet, 0 for the first.</param>
/// <param name="Keep">What it is instead; the stream's bits, 128 at most.</param>
public sealed record KeepFault(int Beat, UInt128 Keep);

/// <summary>What the encoder made of a tensor.</summary>
/// <param name="Data">The data stream's words.</param>
/// <param name="Metadata">The metadata stream's words; empty without such a stream.</param>
/// <param name="Error">It was refused or broken.</param>
/// <param name="Fault">What is wrong with the packets' shape, or that the streams disagree on the error; else
/// null.</param>
public sealed record EncodedOutput(uint[] Data, uint[] Metadata, bool Error, string? Fault);

/// <summary>A run of the encoder.</summary>
/// <param name="Tensors">What came out, tensor by tensor.</param>
/// <param name="Losses">The losses of all of them together.</param>
/// <param name="Errors"><c>errors_o</c> after the run.</param>
/// <param name="Violations">What the streams broke of the protocol.</param>
/// <param name="Counters">How fast it was.</param>
public sealed record EncodeRun(
    IReadOnlyList<EncodedOutput> Tensors,
    Losses Losses,
    int Errors,
    IReadOnlyList<Streams.ProtocolViolation> Violations,
    BenchCounters Counters);
