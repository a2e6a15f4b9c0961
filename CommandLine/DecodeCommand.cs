// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen decode IN -o OUT</c>: a compressed file back to tensors.</summary>
internal static class DecodeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("decode", "Restore the tensors of a compressed file, names, types and shapes included");
        var input = Inputs.PathArgument<string>("IN", "Compressed safetensors file");
        var output = Inputs.Output("Safetensors file to write; a single tensor may go to a .npy file");
        var name = new Option<string?>("--tensor") { Description = "Restore this tensor only", HelpName = "NAME" };
        var json = Inputs.Json();
        command.Add(input);
        command.Add(output);
        command.Add(name);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var (from, to) = (parsed.GetRequiredValue(input), parsed.GetRequiredValue(output));
            var report = Run(from, to, parsed.GetValue(name), terminal);
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

    private static DecodeReport Run(string from, string to, string? only, Terminal terminal)
    {
        OutputFile.RequireOther(from, to);
        using var source = CompressedFile.Open(from);
        var compressed = source.Compressed.Where(note => only is null || note.Tensor.Name == only).ToList();
        var plain = source.Plain.Where(tensor => only is null || tensor.Name == only).ToList();
        if (only is not null && compressed.Count + plain.Count == 0)
        {
            var all = source.Compressed.Select(note => note.Tensor).Concat(source.Plain);
            throw TensorNames.Missing(from, only, all.Select(tensor => tensor.Name));
        }

        if (to.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
        {
            WriteNpy(source, to, compressed, plain);
        }
        else
        {
            WriteSafetensors(source, to, compressed, plain, terminal);
        }

        var tensors = compressed.Select(note => note.Tensor).Concat(plain).ToList();
        var bytes = tensors.Sum(tensor => tensor.ByteLength);
        return new DecodeReport(to, tensors.Count, tensors.Sum(tensor => tensor.ElementCount), bytes);
    }

    private static void WriteNpy(
        CompressedFile source, string to, List<CompressedNote> compressed, List<TensorInfo> plain)
    {
        if (compressed.Count + plain.Count != 1)
        {
            var count = compressed.Count + plain.Count;
            throw new CommandFailure(
                ExitCode.Usage, $"{to}: a .npy file holds one tensor, the input has {count}; choose one with --tensor");
        }

        try
        {
            if (compressed is [var note])
            {
                var values = source.Decode(note);
                OutputFile.Attempt(() => NpyWriter.Write(to, note.Tensor, stream => Write(note, values, stream)));
            }
            else
            {
                var tensor = plain[0];
                OutputFile.Attempt(() => NpyWriter.Write(to, tensor, stream => source.OpenPlain(tensor).CopyTo(stream)));
            }
        }
        catch (ArgumentException exception)
        {
            throw new CommandFailure(ExitCode.Usage, $"{to}: {exception.Message}", exception);
        }
    }

    private static void WriteSafetensors(
        CompressedFile source, string to, List<CompressedNote> compressed, List<TensorInfo> plain, Terminal terminal)
    {
        SafetensorsWriter? writer = null;
        OutputFile.Attempt(() => writer = new SafetensorsWriter(to));
        using var target = writer!;
        foreach (var (key, value) in source.Metadata)
        {
            target.SetMetadata(key, value);
        }

        var done = 0;
        var decoded = Ordered.Map(compressed, note => (note, source.Decode(note)), terminal.Cancellation);
        foreach (var (note, values) in decoded)
        {
            OutputFile.Attempt(() => target.Add(note.Tensor, stream => Write(note, values, stream)));
            terminal.Progress("decoding", ++done, compressed.Count);
        }

        foreach (var tensor in plain)
        {
            OutputFile.Attempt(() => target.Add(tensor, stream => source.OpenPlain(tensor).CopyTo(stream)));
        }

        terminal.Cancellation.ThrowIfCancellationRequested();
        OutputFile.Attempt(target.Complete);
        terminal.ClearProgress();
    }

    private static void Write(CompressedNote note, uint[] values, Stream stream) =>
        WordBytes.Write(values, note.Descriptor.Container.Bits, stream.Write);

    private sealed record DecodeReport(string Output, int Tensors, long Values, long Bytes);
}
