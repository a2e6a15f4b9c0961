// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Tools;

/// <summary>A program that verification needs is not installed; the message names its Debian package.</summary>
public sealed class ToolMissingException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public ToolMissingException()
    {
    }

    /// <summary>An exception that says which program is missing.</summary>
    public ToolMissingException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says which program is missing, and how that was found.</summary>
    public ToolMissingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
