// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine;

/// <summary>What the process returns: docs/cli.md.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Success = 0,

    /// <summary>A check failed.</summary>
    CheckFailed = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>An input cannot be read, or is damaged, or cannot be coded as asked.</summary>
    Input = 3,

    /// <summary>The output cannot be written.</summary>
    Output = 4,

    /// <summary>A tool or package is missing.</summary>
    MissingTool = 5,

    /// <summary>A proof came to no end: neither proved nor refuted.</summary>
    Unknown = 6,

    /// <summary>A fault of rtlgen itself.</summary>
    Internal = 70,

    /// <summary>Interrupted.</summary>
    Interrupted = 130,
}
