// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Training.Distributed;
using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen train --out DIR</c>: trains a network and the lengths of its stashed tensors.</summary>
internal static class TrainCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "train", "Train a network, and how many bits each of its stashed tensors needs: docs/training.md");
        var options = new TrainingOptions().AddTo(command);
        var json = Inputs.Json();
        command.Add(json);
        command.SetAction(parsed =>
        {
            var asked = options.Read(parsed);
            var (result, isWriter) = Attempt(() => Run(asked, options.ReadTimeout(parsed), terminal));
            if (isWriter && parsed.GetValue(json))
            {
                terminal.WriteJson(result);
            }
            else if (isWriter)
            {
                TrainReport.Write(result, terminal.Out);
            }

            return (int)(result.End == "interrupted" ? ExitCode.Interrupted : ExitCode.Success);
        });
        return command;
    }

    private static (RunResult Result, bool IsWriter) Run(TrainOptions options, TimeSpan timeout, Terminal terminal)
    {
        using var processes = Join(timeout, terminal);
        if (processes is { IsWriter: false })
        {
            // One process speaks for all; errors are everybody's own.
            terminal = terminal with { Error = TextWriter.Null, ShowProgress = false };
        }
        else
        {
            OutputFile.Attempt(() => Directory.CreateDirectory(options.Output));
        }

        IProcessGroup group = processes is null ? new SingleProcess() : new ManyProcesses(processes);
        using var trainer = new Trainer(options, group, new TrainReport(terminal));
        var result = trainer.Run(terminal.Cancellation);
        terminal.ClearProgress();
        return (result, group.IsWriter);
    }

    // Null if no launcher has started several processes.
    private static ProcessGroup? Join(TimeSpan timeout, Terminal terminal)
    {
        Rendezvous? rendezvous;
        try
        {
            rendezvous = Rendezvous.Read(Environment.GetEnvironmentVariable);
        }
        catch (ProcessGroupException exception)
        {
            throw new CommandFailure(ExitCode.Usage, $"environment: {exception.Message}", exception);
        }

        if (rendezvous is null)
        {
            return null;
        }

        if (rendezvous.Rank == 0)
        {
            terminal.Note(
                $"rank 0 of {rendezvous.Size} processes, they meet at {rendezvous.Address}:{rendezvous.Port}");
        }

        return ProcessGroup.Join(rendezvous, timeout);
    }

    private static T Attempt<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (ArgumentException exception)
        {
            throw new CommandFailure(ExitCode.Usage, exception.Message, exception);
        }
        catch (NonFiniteLossException exception)
        {
            throw new CommandFailure(ExitCode.CheckFailed, exception.Message, exception);
        }
        catch (Exception exception) when (Missing(exception) is { } missing)
        {
            throw new CommandFailure(ExitCode.MissingTool, missing.Message, exception);
        }
        catch (ProcessGroupException exception)
        {
            throw new CommandFailure(ExitCode.CheckFailed, exception.Message, exception);
        }
    }

    private static DllNotFoundException? Missing(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is DllNotFoundException missing)
            {
                return missing;
            }
        }

        return null;
    }
}
