// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Packaging;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Packaging;

/// <summary>Runs a package's test bench as its user would, under Icarus.</summary>
public static class PackageBench
{
    /// <summary>What the bench prints if all is right.</summary>
    public const string Pass = "PASS";

    private static readonly Tool Player = new("vvp", "iverilog");

    /// <summary>Runs the bench in a folder of its own.</summary>
    /// <param name="view">The package.</param>
    /// <param name="files">Its files: Verilog, bench and vectors must be among them.</param>
    /// <returns>The bench's own signals.</returns>
    /// <exception cref="ToolMissingException">Icarus is not installed.</exception>
    /// <exception cref="ToolFailedException">It refuses the files, or the bench fails.</exception>
    public static Waveform Run(PackageView view, IEnumerable<(string Name, string Text)> files)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(files);
        var folder = Directory.CreateTempSubdirectory("rtlgen-package-").FullName;
        try
        {
            foreach (var (name, text) in files)
            {
                var path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text);
            }

            var sim = Path.Combine(folder, PackageView.SimFolder);
            Tool.Icarus.Require(sim, "-g2005", "-s", view.Bench, "-o", "bench.vvp", "-f", view.Bench + ".f");
            var output = Player.Require(sim, "-N", "bench.vvp", "+vcd_ports");
            return output.Split('\n').Contains(Pass)
                ? Waveform.Read(Path.Combine(sim, "testbench.vcd"), "aclk")
                : throw new ToolFailedException($"the package's test bench: {output}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
