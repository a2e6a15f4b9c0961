// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Synthesis;

/// <summary>A design cannot be synthesised, or a tool said something that must not be taken for a result; the message
/// is one line that names tool and module.</summary>
public sealed class SynthesisException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public SynthesisException()
    {
    }

    /// <summary>An exception that says what is wrong.</summary>
    public SynthesisException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what is wrong, and has a cause.</summary>
    public SynthesisException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
