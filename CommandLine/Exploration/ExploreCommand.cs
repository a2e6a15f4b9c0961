// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.CommandLine.Pictures;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Files;
using Rtlgen.Synthesis;
using Rtlgen.Synthesis.Asic;
using Rtlgen.Synthesis.Liberty;

namespace Rtlgen.CommandLine.Exploration;

/// <summary><c>rtlgen explore [PLAN]</c>: area, speed and bits a value of many configurations.</summary>
internal static class ExploreCommand
{
    private const string DefaultPlan = "explore.json";

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var plan = Inputs.PathArgument<string?>(
            "PLAN", $"The plan: a JSON file, docs/explore.md; studies/{DefaultPlan} if absent");
        plan.Arity = ArgumentArity.ZeroOrOne;
        var tensors = new Option<string?>("--tensors")
        {
            Description = "File as for encode, whose tensors are measured; those of demo if absent",
            HelpName = "FILE",
            Validators = { Inputs.RefuseEmpty },
        };
        var offline = new Option<bool>("--offline")
        {
            Description = "Without --tensors: the sample, without asking npm",
        };
        var liberty = new Option<string?>("--liberty")
        {
            Description = "Library of cells (Liberty, also gzip); OSU 0.18 um from Debian if absent",
            HelpName = "FILE",
            Validators = { Inputs.RefuseEmpty },
        };
        var jobs = Inputs.Number("--jobs", 1, 256, "Points at the same time", "1 if absent");
        var output = new Option<string>("--out", "-o")
        {
            Description = "Folder for table and picture; artifacts/explore if absent",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("artifacts", "explore"),
            Validators = { Inputs.RefuseEmpty },
        };
        var vector = new Option<bool>("--svg") { Description = "SVG alone; PNG needs rsvg-convert" };
        var json = Inputs.Json();
        var command = new Command(
            "explore", "Try many configurations: area, clock, bits a value, which are best: docs/explore.md")
        {
            plan, tensors, offline, liberty, jobs, output, vector, json,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(plan) ?? Path.Combine(Checkout.Root, "studies", DefaultPlan);
            var file = ExploreFile.Read(path);
            var library = parsed.GetValue(liberty) is { } cells ? CellLibrary.Read(cells) : CellLibrary.ReadDefault();
            using var measured = Open(parsed.GetValue(tensors), parsed.GetValue(offline), file.Lengths, terminal);
            measured.Check();
            var converter = parsed.GetValue(vector) ? null : PictureFile.Converter;
            var folder = new ExploreFolder(parsed.GetRequiredValue(output), converter, terminal);
            folder.Prepare();
            var flow = new AsicFlow(library);
            var runner = new ExploreRunner(
                config => Try(config, flow, file.ClockMHz, measured, terminal.Cancellation),
                parsed.GetValue(jobs) ?? 1,
                terminal);
            var report = Report(runner.Run(file.Hardware(), points => folder.WriteTables(Report(points))));
            folder.WriteTables(report);
            folder.WritePicture(report);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(report);
            }
            else
            {
                report.Write(terminal.Out);
            }

            var failed = report.Points.Any(point => point.Failure is not null);
            return (int)(failed ? ExitCode.CheckFailed : ExitCode.Success);

            ExploreReport Report(IReadOnlyList<ExplorePoint> points) =>
                ExploreReport.Of(path, measured.Description, library.Name, points);
        });
        return command;
    }

    private static ExploreTensors Open(string? path, bool offline, ExploreLengths lengths, Terminal terminal)
    {
        if (path is not null)
        {
            return new ExploreTensors(path, TensorFiles.Open(path), lengths);
        }

        var (name, file) = DemoData.Open(Checkout.Root, offline, terminal);
        return new ExploreTensors(name, file, lengths);
    }

    private static ExploreFigures Try(
        HardwareConfig config, AsicFlow flow, double? clock, ExploreTensors tensors, CancellationToken cancellation)
    {
        var (bits, ratio) = tensors.Measure(config, cancellation);
        var design = new DesignEmitter().Emit(config);
        var (encoder, encodes) = Synthesise(design.Encoder);
        var (decoder, decodes) = Synthesise(design.Decoder);
        return new ExploreFigures(
            encoder.AreaUm2, decoder.AreaUm2, (encoder.GateEquivalents + decoder.GateEquivalents) / 1e3,
            Math.Min(encoder.FmaxMHz, decoder.FmaxMHz), Math.Min(encodes, decodes), bits, ratio);

        (AsicFigures Figures, double GigabytesPerSecond) Synthesise(EmittedModule module)
        {
            cancellation.ThrowIfCancellationRequested();
            var figures = flow.Run(design, module, clock);
            return (figures, SynthesisSubject.Of(design, module).BytesPerClock!.Value * figures.FmaxMHz / 1e3);
        }
    }
}
