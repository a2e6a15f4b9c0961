// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Registers;

namespace Rtlgen.Generator.Packaging;

/// <summary>The files of a package that follow from the design and from its test bench's vectors.</summary>
public static class PackageTexts
{
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
            .. design.Config.Table is { } table ? [($"sw/{TableMap.FileName}", TableMap.Of(table))] : Array.Empty<(string, string)>(),
            (FileList(view), Lines(view.Rtl)),
            ($"{view.Name}.core", renderer.Render("package.core.sbn", view)),
            ($"{PackageView.SimFolder}/{bench.Name}.v", renderer.Render(BenchView.TemplateName, bench)),
            ($"{PackageView.SimFolder}/{bench.Name}.f", Lines(view.RtlFromSim.Append($"{bench.Name}.v"))),
            ($"{PackageView.SimFolder}/Makefile", renderer.Render("package_makefile.sbn", view)),
            ($"{PackageView.SimFolder}/{view.Name}.gtkw", renderer.Render("package.gtkw.sbn", view)),
            .. view.Plan.Files.Select(file => ($"{PackageView.SimFolder}/{file.Name}", file.Text)),
            ($"constraints/{view.Name}.sdc", renderer.Render("package.sdc.sbn", view)),
            ($"constraints/{view.Name}_ooc.xdc", renderer.Render("package_ooc.xdc.sbn", view)),
            ("scripts/package_ip.tcl", renderer.Render("package_ip.tcl.sbn", view)),
            .. design.Config.Registers
                ? [($"sw/{header.FileName}", renderer.Render(RegisterHeaderView.TemplateName, header))]
                : Array.Empty<(string, string)>(),
        ];
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
