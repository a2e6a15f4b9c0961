// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen inspect FILE</c>: descriptors, and the first groups field by field.</summary>
internal static class InspectCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var input = Inputs.PathArgument<string>("IN", "Compressed safetensors file");
        var name = new Option<string?>("--tensor")
        {
            Description = "Take this tensor apart; the first one if absent",
            HelpName = "NAME",
        };
        var groups = Inputs.Number("--groups", 0, 1000, "Groups to decode", "1 if absent");
        var json = Inputs.Json();
        var command = new Command(
            "inspect", "Show the descriptors of a compressed file and decode its first groups field by field")
        {
            input,
            name,
            groups,
            json,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(input);
            using var source = CompressedFile.Open(path);
            var report = Inspect(source, path, parsed.GetValue(name), parsed.GetValue(groups) ?? 1);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(report);
            }
            else
            {
                report.Write(terminal.Out);
            }

            return (int)ExitCode.Success;
        });
        return command;
    }

    private static InspectReport Inspect(CompressedFile source, string path, string? name, int groups)
    {
        var chosen = source.Compressed.FirstOrDefault(note => name is null || note.Tensor.Name == name)
            ?? throw TensorNames.Missing(path, name!, source.Compressed.Select(note => note.Tensor.Name));
        var streams = source.ReadStreams(chosen);
        try
        {
            var rows = StreamTrace.Read(streams, groups);
            var tensors = name is null ? source.Compressed : [chosen];
            return InspectReport.Of(tensors, source, chosen.Tensor.Name, rows);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{path}: tensor '{chosen.Tensor.Name}': {exception.Message}", exception);
        }
    }
}
