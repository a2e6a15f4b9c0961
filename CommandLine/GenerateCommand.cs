// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Text.Json.Serialization;
using Rtlgen.CommandLine.Packaging;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Software;
using Rtlgen.Verification.Proofs.Formal;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen generate [-c CONFIG] -o DIR</c>: Verilog from a configuration, or the software codec.</summary>
internal static class GenerateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var hardware = new HardwareOptions();
        var catalogue = new Option<bool>("--catalogue") { Description = "Generate the example configurations, each into its own folder below DIR" };
        var formal = new Option<bool>("--formal") { Description = "Also generate the proofs: each claim in Verilog with a project for SymbiYosys, in DIR/formal" };
        var software = new Option<bool>("--c") { Description = "Generate the software codec instead: a C header and a Python module, which serve every configuration" };
        var frozen = new Option<bool>("--frozen")
        {
            Description = "With a bitlengths.json: specialised hardware for each of its descriptors instead of a table of them, "
                + "each in its own folder below DIR",
        };
        var package = new Option<bool>("--package")
        {
            Description = "Generate an IP package instead: Verilog, test bench with vectors, proofs, constraints, scripts, datasheet",
        };
        var figures = new Option<string[]>("--figures")
        {
            Description = "With --package: area and clock for the datasheet, from rtlgen synth --json; may be given more than once",
            HelpName = "FILE",
            Validators = { Inputs.RefuseEmpty },
        };
        var hashNames = new Option<bool>("--hash-names")
        {
            Description = "Names of modules with a hash of the configuration and of rtlgen's templates",
        };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit code 1 unless DIR already holds these very files" };
        var output = Inputs.Output("Folder for the files");
        var json = Inputs.Json();
        var command = new Command("generate", "Generate encoder and decoder: hardware (Verilog) or software (C, Python)") { catalogue, formal, frozen, software, package, figures, hashNames, check, output, json };
        hardware.AddTo(command);
        var stages = new StagesOptions();
        stages.AddTo(command);
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            if (parsed.GetValue(software))
            {
                RefuseBeside("--config", hardware.IsGiven(parsed));
                RefuseBeside("--hardware", hardware.HasHardware(parsed));
                RefuseBeside("--catalogue", parsed.GetValue(catalogue));
                RefuseBeside("--formal", parsed.GetValue(formal));
                RefuseBeside("--frozen", parsed.GetValue(frozen));
                RefuseBeside("--package", parsed.GetValue(package));
                RefuseBeside("--hash-names", parsed.GetValue(hashNames));
                RefuseBeside("--stages", stages.IsGiven(parsed));
                return Software(folder, parsed.GetValue(check), parsed.GetValue(json), terminal);
            }

            if (!stages.IsAuto(parsed) && stages.ForSearch(parsed) is { } option)
            {
                throw new CommandFailure(ExitCode.Usage, $"{option} stands beside --stages auto only, which is absent");
            }

            var measured = parsed.GetValue(figures) ?? [];
            if (parsed.GetValue(package))
            {
                RefuseBeside("--catalogue", parsed.GetValue(catalogue), "--package");
                RefuseBeside("--frozen", parsed.GetValue(frozen), "--package");
                var wanted = Hash(stages.Apply(parsed, hardware.Read(parsed), terminal), parsed.GetValue(hashNames));
                var packed = Package(
                    new DesignEmitter().Emit(wanted), folder, measured, hardware.Given(parsed), parsed.GetValue(check));
                return Report(packed, parsed.GetValue(json), terminal);
            }

            if (measured.Length > 0)
            {
                throw new CommandFailure(ExitCode.Usage, "--figures stands beside --package only, which is absent");
            }

            if (parsed.GetValue(catalogue))
            {
                RefuseBeside("--hash-names", parsed.GetValue(hashNames), "--catalogue");
                RefuseBeside("--stages", stages.IsGiven(parsed), "--catalogue");
            }

            var config = parsed.GetValue(catalogue)
                ? Refuse(hardware, parsed)
                : Hash(stages.Apply(parsed, hardware.Read(parsed), terminal), parsed.GetValue(hashNames));
            var set = parsed.GetValue(frozen) ? Freeze(config, hardware.Path(parsed)) : null;
            var designs = (set is null ? Designs(config, folder) : Designs(set, folder)).ToList();
            var proofs = parsed.GetValue(formal);
            var report = parsed.GetValue(check)
                ? new GenerateReport(
                    [],
                    [
                        .. designs.SelectMany(design => Compare(design.Design, design.Folder, proofs)),
                        .. set is null ? [] : DesignFolder.Compare(set.Files, folder),
                    ])
                : new GenerateReport(Write(designs, set, folder, proofs), []);
            return Report(report, parsed.GetValue(json), terminal);
        });
        return command;
    }

    private static int Report(GenerateReport report, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.WriteJson(report);
        }
        else
        {
            report.Write(terminal.Out);
        }

        return (int)(report.Differences.Count == 0 ? ExitCode.Success : ExitCode.CheckFailed);
    }

    private static HardwareConfig Hash(HardwareConfig config, bool hashed) =>
        hashed ? config with { HashNames = true } : config;

    private static GenerateReport Package(
        Design design, string folder, IReadOnlyList<string> figures, string hardware, bool check)
    {
        var files = PackageFolder.Files(design, figures, hardware);
        return check
            ? new GenerateReport([], DesignFolder.Compare(files, folder))
            : new GenerateReport([Describe(design, folder, Attempt(folder, () => DesignFolder.Write(files, folder)))], []);
    }

    // Null stands for the catalogue.
    private static HardwareConfig? Refuse(HardwareOptions hardware, ParseResult parsed) =>
        hardware.IsGiven(parsed) || hardware.HasHardware(parsed)
            ? throw new CommandFailure(
                ExitCode.Usage, "--catalogue and --config exclude each other, must be one of them")
            : null;

    /// <summary>The frozen form of a configuration with a table.</summary>
    internal static FrozenSet Freeze(HardwareConfig? config, string? path)
    {
        if (config?.Table is null)
        {
            throw new CommandFailure(
                ExitCode.Usage, "--frozen takes its lengths from a bitlengths.json, --config must name one");
        }

        var set = FrozenSet.Of(config);
        return set.Instances.Count <= FrozenSet.MaxInstances
            ? set
            : throw new InvalidDataException(
                $"{path}: has {set.Instances.Count} different descriptors, must be {FrozenSet.MaxInstances} or fewer with --frozen "
                + "(without it one encoder and decoder serve all)");
    }

    /// <summary>Writes designs, and what lies beside them in the frozen form.</summary>
    internal static IReadOnlyList<GeneratedDesign> Write(
        IEnumerable<(Design Design, string Folder)> designs, FrozenSet? set, string folder, bool formal)
    {
        var written = designs.Select(design => Write(design.Design, design.Folder, formal)).ToList();
        if (set is not null)
        {
            Attempt(folder, () => WriteSet(set, folder));
        }

        return written;
    }

    private static IReadOnlyList<string> WriteSet(FrozenSet set, string folder)
    {
        DesignFolder.WriteAll(set.Files, folder);
        return [];
    }

    /// <summary>The designs of a frozen form, each with its folder, in the order of their numbers.</summary>
    internal static IEnumerable<(Design Design, string Folder)> Designs(FrozenSet set, string folder)
    {
        var emitter = new DesignEmitter();
        return set.Instances.Select(instance => (emitter.Emit(instance), Path.Combine(folder, instance.Name)));
    }

    /// <summary>The design of a configuration with its folder, or those of the catalogue.</summary>
    internal static IEnumerable<(Design Design, string Folder)> Designs(HardwareConfig? config, string folder)
    {
        var emitter = new DesignEmitter();
        return config is null
            ? Catalogue.Configurations.Select(entry => (emitter.Emit(entry.Value), Path.Combine(folder, entry.Key)))
            : [(emitter.Emit(config), folder)];
    }

    private static void RefuseBeside(string option, bool isThere, string beside = "--c")
    {
        if (isThere)
        {
            throw new CommandFailure(ExitCode.Usage, $"{beside} and {option} exclude each other, must be one of them");
        }
    }

    private static int Software(string folder, bool check, bool json, Terminal terminal)
    {
        var report = check
            ? new SoftwareReport(folder, [], CodecFolder.Compare(folder))
            : new SoftwareReport(folder, Attempt(folder, () => CodecFolder.Write(folder)), []);
        if (json)
        {
            terminal.WriteJson(report);
        }
        else
        {
            report.Write(terminal.Out);
        }

        return (int)(report.Differences.Count == 0 ? ExitCode.Success : ExitCode.CheckFailed);
    }

    private static IEnumerable<string> Compare(Design design, string folder, bool formal) =>
        [.. DesignFolder.Compare(design, folder), .. formal ? FormalFolder.Compare(design, folder) : []];

    private static GeneratedDesign Write(Design design, string folder, bool formal)
    {
        var files = Attempt(
            folder, () => [.. DesignFolder.Write(design, folder), .. formal ? FormalFolder.Write(design, folder) : []]);
        return Describe(design, folder, files);
    }

    private static GeneratedDesign Describe(Design design, string folder, IReadOnlyList<string> files) =>
        new(
            design.Config.DesignName, folder, design.Encoder.Name, design.Decoder.Name, design.Codec?.Name,
            design.RegisterCodec?.Name, files);

    private static IReadOnlyList<string> Attempt(string folder, Func<IReadOnlyList<string>> write)
    {
        try
        {
            return write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Output, $"{folder}: {OutputFile.Reason(exception)}", exception);
        }
    }

    /// <summary>A design that was written.</summary>
    internal sealed record GeneratedDesign(
        string Configuration, string Folder, string Encoder, string Decoder, string? Codec, string? RegisterCodec,
        IReadOnlyList<string> Files)
    {
        /// <summary>The modules that a design instantiates, in words.</summary>
        [JsonIgnore]
        public string Tops
        {
            get
            {
                var tops = new[] { Encoder, Decoder, Codec, RegisterCodec }.OfType<string>().ToList();
                return $"{string.Join(", ", tops.SkipLast(1))} and {tops[^1]}";
            }
        }
    }

    private sealed record SoftwareReport(string Folder, IReadOnlyList<string> Files, IReadOnlyList<string> Differences)
    {
        public void Write(TextWriter writer)
        {
            if (Files.Count > 0)
            {
                writer.WriteLine($"{Folder}: {string.Join(", ", Files)}");
            }

            foreach (var difference in Differences)
            {
                writer.WriteLine(difference);
            }
        }
    }

    private sealed record GenerateReport(IReadOnlyList<GeneratedDesign> Designs, IReadOnlyList<string> Differences)
    {
        public void Write(TextWriter writer)
        {
            foreach (var design in Designs)
            {
                writer.WriteLine(
                    $"{design.Folder}: {design.Files.Count} files, tops {design.Tops}");
            }

            foreach (var difference in Differences)
            {
                writer.WriteLine(difference);
            }
        }
    }
}
