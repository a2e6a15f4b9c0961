// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen measure IN…</c>: what every coder would make of the tensors of files.</summary>
internal static class MeasureCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("measure", "Say what every coder would make of tensors, without encoding them");
        var inputs = Inputs.PathArgument<string[]>("IN", "Files as for encode");
        inputs.Arity = ArgumentArity.OneOrMore;
        var sort =
            Inputs.Choice("--sort", MeasureReport.Orders, "Order of the tensors; values (largest first) if absent");
        var threads = Inputs.Threads();
        var json = Inputs.Json();
        command.Add(inputs);
        var coding = new CodingOptions("Measure this coder only; all if absent").AddTo(command);
        command.Add(sort);
        command.Add(threads);
        command.Add(json);
        command.SetAction(parsed =>
        {
            coding.Load(parsed);
            var order = parsed.GetValue(sort) ?? MeasureReport.DefaultOrder;
            var report =
                Run(parsed.GetRequiredValue(inputs), coding, order, Inputs.ThreadsOf(parsed, threads), terminal);
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

    private static MeasureReport Run(string[] paths, CodingOptions coding, string order, int threads, Terminal terminal)
    {
        var tensors = new List<MeasuredTensor>();
        var names = new List<string>();
        var others = 0;
        foreach (var path in paths)
        {
            using var source = TensorFiles.Open(path);
            if (CompressedFile.IsCompressed(source))
            {
                throw new InvalidDataException($"{path}: is compressed already; use inspect, or decode it first");
            }

            var floats = source.Tensors.Where(tensor => ContainerTypes.ContainerOf(tensor.Type) is not null).ToList();
            names.AddRange(floats.Select(tensor => tensor.Name));
            others += source.Tensors.Length - floats.Count;
            foreach (var tensor in floats)
            {
                var progress = terminal.FileProgress($"measuring {tensors.Count + 1}/{names.Count},");
                var measured = Measure(source, tensor, coding, threads, progress, terminal);
                tensors.Add(measured with { File = paths.Length > 1 ? path : null });
            }
        }

        terminal.ClearProgress();
        coding.NoteUnused(names, terminal);
        return MeasureReport.Of(tensors, others, order, coding.Among);
    }

    private static MeasuredTensor Measure(
        TensorFile source,
        TensorInfo tensor,
        CodingOptions coding,
        int threads,
        IProgress<FileProgress> progress,
        Terminal terminal)
    {
        try
        {
            var settings = coding.For(tensor.Name, tensor.ElementCount);
            var (descriptor, statistics) = SfpFile
                .MeasureAsync(source, tensor, settings, threads, progress, terminal.Cancellation)
                .GetAwaiter().GetResult();
            return MeasuredTensor.Of(tensor, descriptor, statistics, coding.Among);
        }
        catch (FormatException exception)
        {
            throw coding.Refuse(exception);
        }
    }
}
