// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
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
        var config = Config();
        var catalogue = new Option<bool>("--catalogue") { Description = "Generate the example configurations, each into its own folder below DIR" };
        var formal = new Option<bool>("--formal") { Description = "Also generate the proofs: each claim in Verilog with a project for SymbiYosys, in DIR/formal" };
        var software = new Option<bool>("--c") { Description = "Generate the software codec instead: a C header and a Python module, which serve every configuration" };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit code 1 unless DIR already holds these very files" };
        var output = Inputs.Output("Folder for the files");
        var json = Inputs.Json();
        var command = new Command("generate", "Generate encoder and decoder: hardware (Verilog) or software (C, Python)") { config, catalogue, formal, software, check, output, json };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            if (parsed.GetValue(software))
            {
                RefuseBeside("--config", parsed.GetValue(config) is not null);
                RefuseBeside("--catalogue", parsed.GetValue(catalogue));
                RefuseBeside("--formal", parsed.GetValue(formal));
                return Software(folder, parsed.GetValue(check), parsed.GetValue(json), terminal);
            }

            var designs = Designs(parsed.GetValue(config), parsed.GetValue(catalogue), folder).ToList();
            var proofs = parsed.GetValue(formal);
            var report = parsed.GetValue(check)
                ? new GenerateReport(
                    [], [.. designs.SelectMany(design => Compare(design.Design, design.Folder, proofs))])
                : new GenerateReport([.. designs.Select(design => Write(design.Design, design.Folder, proofs))], []);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(report);
            }
            else
            {
                report.Write(terminal.Out);
            }

            return (int)(report.Differences.Count == 0 ? ExitCode.Success : ExitCode.CheckFailed);
        });
        return command;
    }

    /// <summary>The option that names a hardware configuration.</summary>
    public static Option<string?> Config() => new("--config", "-c")
    {
        Description = "Hardware configuration (JSON); the default one if absent",
        HelpName = "CONFIG",
    };

    private static IEnumerable<(Design Design, string Folder)> Designs(string? config, bool catalogue, string folder)
    {
        if (catalogue && config is not null)
        {
            throw new CommandFailure(
                ExitCode.Usage, "--catalogue and --config exclude each other, must be one of them");
        }

        var emitter = new DesignEmitter();
        return catalogue
            ? Catalogue.Configurations.Select(entry => (emitter.Emit(entry.Value), Path.Combine(folder, entry.Key)))
            : [(emitter.Emit(config is null ? new HardwareConfig() : HardwareFile.Read(config)), folder)];
    }

    private static void RefuseBeside(string option, bool isThere)
    {
        if (isThere)
        {
            throw new CommandFailure(ExitCode.Usage, $"--c and {option} exclude each other, must be one of them");
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
        return new GeneratedDesign(design.Config.Name, folder, design.Encoder.Name, design.Decoder.Name, files);
    }

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

    private sealed record GeneratedDesign(
        string Configuration, string Folder, string Encoder, string Decoder, IReadOnlyList<string> Files);

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
                    $"{design.Folder}: {design.Files.Count} files, tops {design.Encoder} and {design.Decoder}");
            }

            foreach (var difference in Differences)
            {
                writer.WriteLine(difference);
            }
        }
    }
}
