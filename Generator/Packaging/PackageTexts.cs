// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Registers;

namespace Rtlgen.Generator.Packaging;

/// <summary>The files of a package that follow from the design and from its test bench's vectors.</summary>
public static class PackageTexts
{
    /// <summary>The proofs as FuseSoC takes them.</summary>
    public const string FormalTemplate = PackageView.RtlFolder + "/formal/fusesoc.sby";

    /// <summary>Name of the file list in the package's folder.</summary>
    public static string FileList(PackageView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Name + ".f";
    }

    /// <summary>The files: paths below the package's folder, and texts.</summary>
    public static IReadOnlyList<(string Name, string Text)> Of(PackageView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (design, renderer) = (view.Design, new TemplateRenderer());
        var bench = new BenchView(design, view.Plan);
        var header = new RegisterHeaderView(RegisterMap.Of(design.Config));
        return
        [
            .. design.Modules.Select(module => ($"{PackageView.RtlFolder}/{module.FileName}", module.Text)),
            .. design.Config.Table is { } table
                ? [($"sw/{TableMap.FileName}", TableMap.Of(table))]
                : Array.Empty<(string, string)>(),
            (FileList(view), Lines(view.Rtl)),
            ($"{PackageView.SimFolder}/{bench.Name}.v", renderer.Render(BenchView.TemplateName, bench)),
            ($"{PackageView.SimFolder}/{bench.Name}.f", Lines(view.RtlFromSim.Append($"{bench.Name}.v"))),
            ($"{PackageView.SimFolder}/Makefile", renderer.Render("package_makefile.sbn", view)),
            ($"{PackageView.SimFolder}/{view.Name}.gtkw", GtkWaveFile.Of(bench.Name, view.Plan)),
            .. view.Plan.Files.Select(file => ($"{PackageView.SimFolder}/{file.Name}", file.Text)),
            ($"constraints/{view.Name}.sdc", renderer.Render("package.sdc.sbn", view)),
            ($"constraints/{view.Name}_ooc.xdc", renderer.Render("package_ooc.xdc.sbn", view)),
            ("scripts/package_ip.tcl", renderer.Render("package_ip.tcl.sbn", view)),
            .. design.Config.Registers
                ? [($"sw/{header.FileName}", renderer.Render(RegisterHeaderView.TemplateName, header))]
                : Array.Empty<(string, string)>(),
        ];
    }

    /// <summary>The package for FuseSoC: which file is what, and what can be done with them.</summary>
    /// <param name="view">The package.</param>
    /// <param name="files">All other files, but for the manifest.</param>
    public static (string Name, string Text) Core(PackageView view, IEnumerable<(string Name, string Text)> files)
    {
        ArgumentNullException.ThrowIfNull(view);
        string[] folders = [PackageView.RtlFolder, PackageView.SimFolder, "constraints"];
        var others = files.Select(file => file.Name).Where(
            name => !folders.Contains(name.Split('/')[0]) || name.EndsWith(".sby", StringComparison.Ordinal)
                || name.StartsWith(PackageView.SimFolder, StringComparison.Ordinal))
            .Except(view.Vectors.Append($"{view.Bench}.v").Select(name => $"{PackageView.SimFolder}/{name}"))
            .Where(name => name != FormalTemplate);
        var complete = view with { Others = [.. others] };
        return ($"{view.Name}.core", new TemplateRenderer().Render("package.core.sbn", complete));
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
