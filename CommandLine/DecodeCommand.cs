// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen decode IN -o OUT</c>: a compressed file back to tensors.</summary>
internal static class DecodeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command =
            new Command("decode", "Restore the tensors of a compressed file, names, types and shapes included");
        var input = Inputs.PathArgument<string>("IN", "Compressed safetensors file");
        var output = Inputs.Output("Safetensors file to write; a single tensor may go to a .npy file");
        var name = new Option<string?>("--tensor") { Description = "Restore this tensor only", HelpName = "NAME" };
        var threads = Inputs.Threads();
        var json = Inputs.Json();
        command.Add(input);
        command.Add(output);
        command.Add(name);
        command.Add(threads);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var (from, to) = (parsed.GetRequiredValue(input), parsed.GetRequiredValue(output));
            var options = new DecodeOptions
            {
                Tensor = parsed.GetValue(name),
                Threads = Inputs.ThreadsOf(parsed, threads),
                Progress = terminal.FileProgress("decoding"),
            };
            var report = Run(from, to, options, terminal);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(report);
            }
            else
            {
                var (values, bytes) = (TextTable.Count(report.Values), TextTable.Count(report.Bytes));
                terminal.Out.WriteLine($"{to}: {report.Tensors} tensors, {values} values, {bytes} bytes");
            }

            return (int)ExitCode.Success;
        });
        return command;
    }

    private static DecodeReport Run(string from, string to, DecodeOptions options, Terminal terminal)
    {
        OutputFile.RequireOther(from, to);
        using var source = CompressedFile.Open(from);
        var names =
            source.Compressed.Select(note => note.Tensor).Concat(source.Plain).Select(tensor => tensor.Name).ToList();
        if (options.Tensor is { } only && !names.Contains(only))
        {
            throw TensorNames.Missing(from, only, names);
        }

        if (to.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) && options.Tensor is null && names.Count != 1)
        {
            throw new CommandFailure(
                ExitCode.Usage, $"{to}: a .npy file holds one tensor, the input has {names.Count}; choose one with --tensor");
        }

        try
        {
            var tensors = SfpFile.DecodeAsync(source, to, options, terminal.Cancellation).GetAwaiter().GetResult();
            terminal.ClearProgress();
            return new DecodeReport(
                to, tensors.Count, tensors.Sum(tensor => tensor.ElementCount), tensors.Sum(tensor => tensor.ByteLength));
        }
        catch (ArgumentException exception)
        {
            // NumPy has no code for the tensor's type.
            throw new CommandFailure(ExitCode.Usage, $"{to}: {exception.Message}", exception);
        }
    }

    private sealed record DecodeReport(string Output, int Tensors, long Values, long Bytes);
}
