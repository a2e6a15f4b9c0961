// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Generator.Config;

/// <summary>Which of the pipelines' registers are there: docs/hardware.md, "Pipeline depth".</summary>
/// <param name="Stages">Registers that a row passes in an encoder with <c>delta</c>, from <see cref="Fewest"/> to
/// <see cref="Most"/>. The decoder has the registers that reach the same clock.</param>
/// <remarks>Each step down leaves out what costs the least clock: first registers between functions that are short one
/// behind the other, then those that join longer ones.</remarks>
public readonly record struct PipelineDepth(int Stages)
{
    /// <summary>The shallowest pipeline.</summary>
    public const int Fewest = 3;

    /// <summary>The deepest pipeline, for the highest clock; it is the default.</summary>
    public const int Most = 6;

    /// <summary>True for a number of stages that there is.</summary>
    public bool IsLegal => Stages is >= Fewest and <= Most;

    /// <summary>Packer: between rotation and merge.</summary>
    public bool HasMerge => Stages >= 6;

    /// <summary>Packer: in front of the rotation.</summary>
    public bool HasRotate => Stages >= 5;

    /// <summary>Encoder: between rounding and exponent window.</summary>
    public bool HasWindow => Stages >= 4;

    /// <summary>Unpackers: behind the rotation.</summary>
    public bool HasUnpacked => Stages >= 6;

    /// <summary>Decoder: between exponents and restoration.</summary>
    public bool HasRestore => Stages >= 5;

    /// <summary>Decoder: in front of the exponents.</summary>
    public bool HasField => Stages >= 4;

    /// <summary>Clocks from a row that enters an encoder to the word that it fills, if the next row follows and no group
    /// is held.</summary>
    /// <param name="hasMetadata">Exponents are coded.</param>
    /// <param name="hasPeak">Rows pass the group buffer.</param>
    public int EncoderLatency(bool hasMetadata, bool hasPeak) =>
        Stages + 1 + (hasPeak ? 3 : 0) - (hasMetadata ? 0 : 2);

    /// <summary>Clocks from a descriptor that enters a decoder to the first row of values.</summary>
    /// <param name="hasMetadata">Exponents are coded: there is a second unpacker, and a stage of exponents.</param>
    public int DecoderLatency(bool hasMetadata)
    {
        const int sequencer = 1, request = 1, output = 1;
        var unpacker = HasUnpacked ? 2 : 1;
        var exponents = (hasMetadata && HasField ? 1 : 0) + (HasRestore ? 1 : 0);
        return sequencer + request + (hasMetadata ? 2 : 1) * unpacker + exponents + output;
    }
}
