// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Registers;

/// <summary>What a register block is given in one clock.</summary>
public sealed record BusInputs
{
    /// <summary>Not in reset.</summary>
    public bool Running { get; init; }

    /// <summary>Address of a write, if one is offered.</summary>
    public uint? WriteAddress { get; init; }

    /// <summary>Data and byte strobes of a write, if some are offered.</summary>
    public (uint Word, uint Strobe)? WriteData { get; init; }

    /// <summary>A response is taken.</summary>
    public bool TakesResponse { get; init; }

    /// <summary>Address of a read, if one is offered.</summary>
    public uint? ReadAddress { get; init; }

    /// <summary>Read data are taken.</summary>
    public bool TakesData { get; init; }

    /// <summary>The encoder takes a descriptor.</summary>
    public bool EncoderReady { get; init; }

    /// <summary>The decoder takes a descriptor.</summary>
    public bool DecoderReady { get; init; }

    /// <summary><c>losses_i</c>, 4 bits.</summary>
    public uint Losses { get; init; }

    /// <summary><c>encoder_errors_i</c>, 2 bits.</summary>
    public uint EncoderErrors { get; init; }

    /// <summary><c>decoder_errors_i</c>, 3 bits.</summary>
    public uint DecoderErrors { get; init; }
}
