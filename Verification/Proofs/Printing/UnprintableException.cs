// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Proofs.Printing;

/// <summary>A claim has something that cannot be said in Verilog, or not simulated; the message says what, in one
/// line.</summary>
public sealed class UnprintableException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public UnprintableException()
    {
    }

    /// <summary>An exception that says what.</summary>
    public UnprintableException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what, and has a cause.</summary>
    public UnprintableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
