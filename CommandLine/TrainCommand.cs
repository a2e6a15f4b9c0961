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
            if (TrainingRun.Writes)
            {
                options.RefuseRunIn(asked.Output, parsed);
            }

            var (result, isWriter) = TrainingRun.Make(asked, options.ReadSettings(parsed), terminal);
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
}
