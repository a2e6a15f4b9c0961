// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Reflection;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen version</c>.</summary>
internal static class VersionCommand
{
    /// <summary>Version of the program, with the commit it was built from where that is known.</summary>
    public static string Version { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var json = Inputs.Json();
        var command = new Command("version", "Print the version") { json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(new { Version, Format = 1 });
            }
            else
            {
                terminal.Out.WriteLine($"rtlgen {Version}");
            }

            return (int)ExitCode.Success;
        });
        return command;
    }
}
