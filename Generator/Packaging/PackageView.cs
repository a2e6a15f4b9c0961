// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Generator.Packaging;

/// <summary>What the templates of a package's text files see: names, files and tops.</summary>
/// <param name="Design">The design.</param>
/// <param name="Plan">What its test bench plays and expects.</param>
/// <param name="Claims">Base names of the SymbiYosys projects below <c>rtl/formal</c>.</param>
public sealed record PackageView(Design Design, BenchPlan Plan, IReadOnlyList<string> Claims)
{
    /// <summary>Folder of the Verilog.</summary>
    public const string RtlFolder = "rtl";

    /// <summary>Folder of the test bench.</summary>
    public const string SimFolder = "sim";

    // A start, not a promise.
    private const double PeriodNs = 10;

    private const double OutsideShare = 0.4;

    /// <summary>The package's name.</summary>
    public string Name => $"{Design.Config.Prefix}_{Design.Config.DesignName}";

    /// <summary>Vendor, library, name and version, as FuseSoC wants them.</summary>
    public string Vlnv => $"rtlgen:{Design.Config.Prefix}:{Design.Config.DesignName}:{Version}";

    /// <summary>Prefix of all modules.</summary>
    public string Prefix => Design.Config.Prefix;

    /// <summary>Version of rtlgen.</summary>
    public string Version { get; } = typeof(PackageView).Assembly.GetName().Version!.ToString(3);

    /// <summary>The hardware in words.</summary>
    public string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"tensor codec, {Design.Config.Container}, {Design.Config.Lanes} lanes, {Design.Config.Rows}-row groups, "
        + $"{Design.Config.Word}-bit words");

    /// <summary>Files of the Verilog, below the package's folder, instances before those who instantiate them.</summary>
    public IEnumerable<string> Rtl => Design.Modules.Select(module => $"{RtlFolder}/{module.FileName}");

    /// <summary>Files of the Verilog, from the folder of the test bench.</summary>
    public IEnumerable<string> RtlFromSim => Rtl.Select(path => "../" + path);

    /// <summary>Module of the test bench.</summary>
    public string Bench => new BenchView(Design, Plan).Name;

    /// <summary>Files that the test bench reads.</summary>
    public IEnumerable<string> Vectors => Plan.Files.Select(file => file.Name);

    /// <summary>The modules that a design instantiates, with what their targets end in.</summary>
    public IEnumerable<PackageTop> Tops => Design.Tops.Select((top, index) => new PackageTop(
        top.Name, index == 0 ? "" : "_" + top.Name[(Prefix.Length + 1)..].Split('_' + Design.Config.Name)[0]));

    /// <summary>The top that stands for the package: with registers that with registers, else the encoder.</summary>
    public string MainTop => (Design.RegisterCodec ?? Design.Codec ?? Design.Encoder).Name;

    /// <summary>Clock period of the constraints, in ns.</summary>
    public string ClockPeriod { get; } = PeriodNs.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>What of it the world outside takes, in ns.</summary>
    public string OutsideDelay { get; } = (PeriodNs * OutsideShare).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Inputs of any top but the clock, as patterns.</summary>
    public IEnumerable<string> Inputs => Design.Tops.SelectMany(top => top.Ports)
        .Where(port => port.IsInput && port.Name != "aclk").DistinctBy(port => port.Name)
        .Select(port => port.Name + (port.Width > 1 ? "*" : ""));

    /// <summary>Files of the package that no target needs.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];
}

/// <summary>A module that a design instantiates.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Suffix">What names of its targets end in; empty for the first.</param>
public sealed record PackageTop(string Name, string Suffix);
