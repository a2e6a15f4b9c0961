// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.CommandLine.Pictures;
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
        var noPictures = new Option<bool>("--no-pictures") { Description = "Draw nothing at the end" };
        var json = Inputs.Json();
        command.Add(noPictures);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var asked = options.Read(parsed);
            OutputFile.Attempt(() => Directory.CreateDirectory(asked.Output));
            var result = Run(asked, terminal);
            if (!parsed.GetValue(noPictures))
            {
                PlotCommand.DrawAfter(asked.Output, RunPictures.Converter, terminal);
            }

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

    private static RunResult Run(TrainOptions options, Terminal terminal)
    {
        try
        {
            using var trainer = new Trainer(options, new SingleProcess(), new TrainReport(terminal));
            var result = trainer.Run(terminal.Cancellation);
            terminal.ClearProgress();
            return result;
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
