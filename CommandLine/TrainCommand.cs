// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
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
            options.RefuseRunIn(asked.Output, parsed);
            var result = Run(asked, terminal);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(result);
            }
            else
            {
                TrainReport.Write(result, terminal.Out);
            }

            return (int)(result.End == "interrupted" ? ExitCode.Interrupted : ExitCode.Success);
        });
        return command;
    }

    /// <summary>Trains; what is there of another run is gone unless it is resumed.</summary>
    internal static RunResult Run(TrainOptions options, Terminal terminal)
    {
        OutputFile.Attempt(() => Directory.CreateDirectory(options.Output));
        return Guarded(() =>
        {
            using var trainer = new Trainer(options, new SingleProcess(), new TrainReport(terminal));
            if (!options.Resume)
            {
                OutputFile.Attempt(() => RunFolder.Clear(options.Output));
            }

            var result = trainer.Run(terminal.Cancellation);
            terminal.ClearProgress();
            return result;
        });
    }

    /// <summary>Does what needs a network or its data, and says what its failures mean.</summary>
    /// <exception cref="CommandFailure">Options do not go together, a loss is not finite, or a library is
    /// missing.</exception>
    internal static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
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
