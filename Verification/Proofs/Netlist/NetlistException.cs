// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Proofs.Netlist;

/// <summary>A module's netlist is not one that proofs can use; the message says why, in one line.</summary>
public sealed class NetlistException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public NetlistException()
    {
    }

    /// <summary>An exception that says what is wrong.</summary>
    public NetlistException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what is wrong, and has a cause.</summary>
    public NetlistException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
