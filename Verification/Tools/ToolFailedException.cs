// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Tools;

/// <summary>A program that verification ran failed; the message quotes its output.</summary>
public sealed class ToolFailedException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public ToolFailedException()
    {
    }

    /// <summary>An exception that quotes the program.</summary>
    public ToolFailedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that quotes the program, and has a cause.</summary>
    public ToolFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
