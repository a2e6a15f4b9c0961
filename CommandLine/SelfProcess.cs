// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Rtlgen.CommandLine;

/// <summary>Further processes of this program.</summary>
internal static class SelfProcess
{
    /// <summary>How to start one.</summary>
    /// <param name="arguments">Its command line.</param>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        // The program itself, or dotnet with the program's assembly.
        var self = Environment.ProcessPath!;
        var start = new ProcessStartInfo(self) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
        {
            start.ArgumentList.Add(typeof(SelfProcess).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
