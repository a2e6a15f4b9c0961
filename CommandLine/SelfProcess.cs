// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Rtlgen.CommandLine;

/// <summary>Further processes of this program.</summary>
internal static class SelfProcess
{
    private const string Dotnet = "dotnet";

    /// <summary>How to start one.</summary>
    /// <param name="arguments">Its command line.</param>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        // The program itself; or dotnet with the program's assembly, also where another program has loaded that.
        var assembly = typeof(SelfProcess).Assembly;
        var host = Environment.ProcessPath!;
        var name = Path.GetFileNameWithoutExtension(host);
        var isProgram = name == assembly.GetName().Name;
        var start = new ProcessStartInfo(isProgram || name == Dotnet ? host : Dotnet) { UseShellExecute = false };
        if (!isProgram)
        {
            start.ArgumentList.Add(assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
