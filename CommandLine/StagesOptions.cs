// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Config;
using Rtlgen.Synthesis.Asic;
using Rtlgen.Synthesis.Liberty;

namespace Rtlgen.CommandLine;

/// <summary>The options that choose the depth of the pipeline: a number of stages, or the smallest that reaches a
/// clock.</summary>
internal sealed class StagesOptions
{
    private readonly Option<AutoNumber?> _stages = Inputs.AutoNumber(
        "--stages", PipelineDepth.Fewest, PipelineDepth.Most,
        "Depth of the pipeline: the fewest stages that reach --clock", "the configuration's if absent");

    private readonly Option<double?> _clock = Inputs.Real(
        "--clock", 1, 100_000, "MHz that are enough, in standard cells", "as fast as it gets if absent");

    private readonly Option<string?> _liberty = new("--liberty")
    {
        Description = "Library of cells (Liberty, also gzip), for standard cells; OSU 0.18 um from Debian if absent",
        HelpName = "FILE",
        Validators = { Inputs.RefuseEmpty },
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_stages);
        command.Options.Add(_liberty);
        command.Options.Add(_clock);
    }

    /// <summary>The clock in MHz that is asked for; null for the highest.</summary>
    public double? Clock(ParseResult parsed) => parsed.GetValue(_clock);

    /// <summary>The library's path; null for the default.</summary>
    public string? Liberty(ParseResult parsed) => parsed.GetValue(_liberty);

    /// <summary>True if a depth is asked for.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_stages) is not null;

    /// <summary>True if the depth is to be found.</summary>
    public bool IsAuto(ParseResult parsed) => parsed.GetValue(_stages) is { Number: null };

    /// <summary>The option that only a search for a depth can use; null if none was given.</summary>
    public string? ForSearch(ParseResult parsed) =>
        Clock(parsed) is not null ? "--clock" : Liberty(parsed) is not null ? "--liberty" : null;

    /// <summary>A configuration with the depth that the options ask for.</summary>
    /// <param name="parsed">The options.</param>
    /// <param name="config">The configuration without them.</param>
    /// <param name="terminal">Shows how far the search is.</param>
    /// <param name="gatesClocks">As for <see cref="AsicFlow"/>, which the search asks.</param>
    /// <exception cref="CommandFailure">Options do not go together; no depth reaches the clock.</exception>
    public HardwareConfig Apply(ParseResult parsed, HardwareConfig config, Terminal terminal, bool gatesClocks = true)
    {
        if (!IsAuto(parsed))
        {
            return parsed.GetValue(_stages) is { Number: { } stages } ? config with { Depth = new(stages) } : config;
        }

        return Clock(parsed) is { } clock
            ? Shallowest(config, new AsicFlow(ReadLibrary(parsed), gatesClocks: gatesClocks), clock, terminal)
            : throw new CommandFailure(ExitCode.Usage, "--stages auto looks for a clock, --clock must be there");
    }

    /// <summary>The library of cells.</summary>
    public CellLibrary ReadLibrary(ParseResult parsed) =>
        Liberty(parsed) is { } path ? CellLibrary.Read(path) : CellLibrary.ReadDefault();

    // Fewer stages are smaller: the first that is fast enough is it.
    private static HardwareConfig Shallowest(HardwareConfig config, AsicFlow flow, double clockMHz, Terminal terminal)
    {
        var (best, bestClock) = (config, 0.0);
        try
        {
            for (var stages = PipelineDepth.Fewest; stages <= PipelineDepth.Most; stages++)
            {
                terminal.Cancellation.ThrowIfCancellationRequested();
                terminal.Progress("depths", stages - PipelineDepth.Fewest, PipelineDepth.Most - PipelineDepth.Fewest + 1);
                var candidate = config with { Depth = new(stages) };
                var design = new DesignEmitter().Emit(candidate);
                var clock = design.Tops.Min(top => flow.Run(design, top, clockMHz).FmaxMHz);
                if (clock >= clockMHz)
                {
                    return candidate;
                }

                (best, bestClock) = clock > bestClock ? (candidate, clock) : (best, bestClock);
            }
        }
        finally
        {
            terminal.ClearProgress();
        }

        throw new CommandFailure(ExitCode.CheckFailed, string.Create(
            CultureInfo.InvariantCulture,
            $"--clock is {clockMHz}, must be {bestClock:F0} or less: no depth reaches more, {best.Depth.Stages} stages reach that"));
    }
}
