// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.CommandLine.Pictures;
using Rtlgen.Training.Run;
using Rtlgen.Verification.Tools;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen plot DIR</c>: pictures of a training run, from its log.</summary>
internal static class PlotCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var folder = Inputs.PathArgument<string>("DIR", "Folder of a run of train");
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Folder for the pictures; DIR/pictures if absent",
            HelpName = "OUT",
        };
        output.Validators.Add(Inputs.RefuseEmpty);
        var vector = new Option<bool>("--svg") { Description = "SVG alone; PNG needs rsvg-convert" };
        var json = Inputs.Json();
        var command = new Command("plot", "Draw how a training run went, as SVG and PNG: docs/training.md")
        {
            folder, output, vector, json,
        };
        command.SetAction(parsed =>
        {
            var run = parsed.GetRequiredValue(folder);
            var paths = RunPictures.Write(
                Path.Combine(run, RunLog.FileName), parsed.GetValue(output) ?? FolderOf(run),
                parsed.GetValue(vector) ? null : RunPictures.Converter);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(paths);
            }
            else
            {
                Print(paths, terminal);
            }

            return (int)ExitCode.Success;
        });
        return command;
    }

    /// <summary>Draws the pictures of a run that has just ended; if they cannot be drawn, one line says why.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="converter">What turns SVG into PNG.</param>
    /// <param name="terminal">Where the line goes.</param>
    internal static void DrawAfter(string run, Tool converter, Terminal terminal)
    {
        var log = Path.Combine(run, RunLog.FileName);
        try
        {
            try
            {
                _ = RunPictures.Write(log, FolderOf(run), converter);
            }
            catch (ToolMissingException exception)
            {
                _ = RunPictures.Write(log, FolderOf(run), null);
                terminal.Note($"pictures are SVG alone: {exception.Message}");
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or CommandFailure
            or UnauthorizedAccessException)
        {
            terminal.Note($"no pictures: {exception.Message}");
        }
    }

    private static string FolderOf(string run) => Path.Combine(run, "pictures");

    private static void Print(IReadOnlyList<string> paths, Terminal terminal)
    {
        foreach (var path in paths)
        {
            terminal.Out.WriteLine(path);
        }
    }
}
