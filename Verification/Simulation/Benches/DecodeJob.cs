// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Verification.Simulation.Benches;

/// <summary>A tensor for the decoder.</summary>
/// <param name="Descriptor">How it is coded, legal or not; its count does matter.</param>
/// <param name="Data">The data stream's words, damaged or not.</param>
/// <param name="Metadata">The metadata stream's words; unused without such a stream.</param>
public sealed record DecodeJob(Descriptor Descriptor, ReadOnlyMemory<uint> Data, ReadOnlyMemory<uint> Metadata)
{
    /// <summary>The tensor's address, where a table says how it is coded; null where the descriptor is given.</summary>
    public TensorAddress? Address { get; init; }

    /// <summary>A beat of the data whose <c>tkeep</c> is not what it should be; null for none.</summary>
    public KeepFault? DataFault { get; init; }

    /// <summary>The same of the metadata.</summary>
    public KeepFault? MetadataFault { get; init; }

    /// <summary>What the words of a null beat hold, which nobody may look at.</summary>
    public uint Junk { get; init; } = 0xdeadbeef;
}

/// <summary>What the decoder made of a tensor.</summary>
/// <param name="Values">Bit patterns of the container; those before the damage if there was an error.</param>
/// <param name="Error">It was refused or broken.</param>
/// <param name="Fault">What is wrong with the packet's shape; else null.</param>
public sealed record DecodedOutput(uint[] Values, bool Error, string? Fault);

/// <summary>A run of the decoder.</summary>
/// <param name="Tensors">What came out, tensor by tensor.</param>
/// <param name="Errors"><c>errors_o</c> after the run.</param>
/// <param name="Violations">What the streams broke of the protocol.</param>
/// <param name="Counters">How fast it was.</param>
public sealed record DecodeRun(
    IReadOnlyList<DecodedOutput> Tensors,
    int Errors,
    IReadOnlyList<Streams.ProtocolViolation> Violations,
    BenchCounters Counters);
