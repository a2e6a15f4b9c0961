// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Simulation;

/// <summary>A simulated module did not settle, stopped itself, or is used in a way that it was not built for.</summary>
public sealed class SimulationException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public SimulationException()
    {
    }

    /// <summary>An exception that says what happened.</summary>
    public SimulationException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened, and why.</summary>
    public SimulationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
