// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine;

/// <summary>Ends a command with one line of error and an exit code.</summary>
/// <param name="code">The exit code.</param>
/// <param name="message">What is wrong and what would be right, in one line.</param>
/// <param name="cause">The exception behind it, if any.</param>
internal sealed class CommandFailure(ExitCode code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The exit code.</summary>
    public ExitCode Code { get; } = code;
}
