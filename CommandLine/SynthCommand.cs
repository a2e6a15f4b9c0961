// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Config;
using Rtlgen.Synthesis;
using Rtlgen.Synthesis.Asic;
using Rtlgen.Synthesis.Ice40;
using Rtlgen.Synthesis.Liberty;
using Rtlgen.Synthesis.Power;
using Rtlgen.Synthesis.Source;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen synth [-c CONFIG]</c>: area and clock of the generated Verilog in gates or in an FPGA.</summary>
internal static class SynthCommand
{
    private const string Asic = "asic";
    private const string Ice40 = "ice40";
    private const int DefaultSeeds = 5;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var hardware = new HardwareOptions();
        var target = Inputs.Choice("--target", [Asic, Ice40], "What it is made of: standard cells, or an FPGA; asic if absent");
        var stages = new StagesOptions();
        var seeds = Inputs.Number("--seeds", 1, 100, "Runs of place and route, with ice40", $"{DefaultSeeds} if absent");
        var noClockGating = new Option<bool>("--no-clock-gating")
        {
            Description = "Hold registers by multiplexers, with asic; by gating their clock if absent",
        };
        var noPower = new Option<bool>("--no-power")
        {
            Description = "Leave power out, with asic: no simulation, no energies in the library needed",
        };
        var module = new Option<string?>("--module")
        {
            Description = "One module, by what it does; encoder and decoder if absent",
            HelpName = "NAME",
        };
        var json = Inputs.Json();
        var command = new Command("synth", "Synthesise the generated Verilog: area, highest clock, what limits it")
        {
            target, noClockGating, noPower, seeds, module, json,
        };
        hardware.AddTo(command);
        stages.AddTo(command);
        command.SetAction(parsed =>
        {
            var onFpga = parsed.GetValue(target) == Ice40;
            RefuseWith(Ice40, "--stages auto", onFpga && stages.IsAuto(parsed));
            RefuseWith(Ice40, stages.ForSearch(parsed) ?? "", onFpga && stages.ForSearch(parsed) is not null);
            RefuseWith(Ice40, "--no-clock-gating", onFpga && parsed.GetValue(noClockGating));
            RefuseWith(Ice40, "--no-power", onFpga && parsed.GetValue(noPower));
            RefuseWith(Asic, "--seeds", !onFpga && parsed.GetValue(seeds) is not null);
            var config = stages.Apply(parsed, hardware.Read(parsed), terminal, !parsed.GetValue(noClockGating));
            var design = new DesignEmitter().Emit(config);
            var subjects = Choose(design, parsed.GetValue(module));
            var reports = onFpga
                ? Place(design, subjects, parsed.GetValue(seeds) ?? DefaultSeeds, terminal)
                : Map(
                    design, subjects, stages.ReadLibrary(parsed), stages.Clock(parsed), !parsed.GetValue(noClockGating),
                    !parsed.GetValue(noPower), terminal);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(reports);
            }
            else
            {
                SynthReport.Write(reports, terminal.Out);
            }

            return (int)ExitCode.Success;
        });
        return command;
    }

    private static void RefuseWith(string target, string option, bool isThere)
    {
        if (isThere)
        {
            throw new CommandFailure(ExitCode.Usage, $"{option} does not go with --target {target}, must be absent");
        }
    }

    private static List<SynthReport> Map(
        Design design, IReadOnlyList<SynthesisSubject> subjects, CellLibrary library, double? clock, bool gatesClocks,
        bool measuresPower, Terminal terminal)
    {
        var flow = new AsicFlow(library, gatesClocks: gatesClocks);
        var values = measuresPower ? DemoData.Sample(Checkout.Root) : [];
        return Each(subjects, terminal, subject =>
        {
            var figures = flow.Run(design, subject.Module, clock);
            var power = Stimulus.Of(design, subject.Module, values) is { } stimulus
                ? SynthPower.Of(
                    new PowerFlow(library).Run(subject.Module, figures.Netlist, stimulus),
                    clock is { } wanted && figures.FmaxMHz >= wanted ? wanted : figures.FmaxMHz)
                : null;
            return SynthReport.Of(subject, figures, library) with { Power = power };
        });
    }

    private static List<SynthReport> Place(
        Design design, IReadOnlyList<SynthesisSubject> subjects, int seeds, Terminal terminal)
    {
        var flow = new Ice40Flow();
        return Each(subjects, terminal, subject => SynthReport.Of(subject, flow.Run(design, subject.Module, seeds)));
    }

    private static List<SynthReport> Each(
        IReadOnlyList<SynthesisSubject> subjects, Terminal terminal, Func<SynthesisSubject, SynthReport> run)
    {
        var reports = new List<SynthReport>();
        try
        {
            foreach (var subject in subjects)
            {
                terminal.Cancellation.ThrowIfCancellationRequested();
                terminal.Progress("modules", reports.Count, subjects.Count);
                reports.Add(run(subject));
            }

            return reports;
        }
        finally
        {
            terminal.ClearProgress();
        }
    }

    private static IReadOnlyList<SynthesisSubject> Choose(Design design, string? name)
    {
        if (name is null)
        {
            return [.. design.Tops.Select(top => SynthesisSubject.Of(design, top))];
        }

        var kinds = design.Modules.Select(one => SourceHierarchy.Kind(design, one.Name)).ToList();
        var chosen = design.Modules.FirstOrDefault(
            one => one.Name == name || SourceHierarchy.Kind(design, one.Name) == name);
        if (chosen is not null)
        {
            return [SynthesisSubject.Of(design, chosen)];
        }

        var closest = ClosestName.Find(name, kinds) is { } close ? $", did you mean '{close}'?" : "";
        throw new CommandFailure(ExitCode.Usage, $"--module is '{name}', must be a module of {design.Config.DesignName}{closest}");
    }
}
