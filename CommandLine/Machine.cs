// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.CommandLine;

/// <summary>The machine that figures were measured on.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Cores">Processors that the program may use.</param>
/// <param name="Load">Average load of the last minute, before measuring; null if the system does not tell.</param>
internal sealed record Machine(string Processor, int Cores, double? Load)
{
    private const double Calm = 0.25;

    /// <summary>True if others were at work, so that figures are to be repeated.</summary>
    public bool IsBusy => Load > Calm;

    /// <summary>Looks at this machine.</summary>
    public static Machine Examine() => new(FindProcessor(), Environment.ProcessorCount, FindLoad());

    private static string FindProcessor() =>
        Lines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : "unknown processor";

    private static double? FindLoad() =>
        Lines("/proc/loadavg").FirstOrDefault() is { } line
        && double.TryParse(line.Split(' ')[0], CultureInfo.InvariantCulture, out var load)
            ? load
            : null;

    private static string[] Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];
}
