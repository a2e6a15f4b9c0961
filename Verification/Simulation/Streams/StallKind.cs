// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Simulation.Streams;

/// <summary>How a side of a stream pauses.</summary>
public enum StallKind
{
    /// <summary>Never.</summary>
    None,

    /// <summary>Every other clock.</summary>
    Alternate,

    /// <summary>Clock by clock, by chance.</summary>
    Random,

    /// <summary>Runs of clocks, each of random length, in turn with runs that flow.</summary>
    Bursts,
}
