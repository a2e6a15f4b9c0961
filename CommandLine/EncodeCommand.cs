// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Measure;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen encode IN -o OUT</c>: tensors to a compressed file.</summary>
internal static class EncodeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "encode", "Compress the F32, BF16 and F16 tensors of a file; the others stay as they are");
        var input = Inputs.PathArgument<string>(
            "IN", "Safetensors (also sharded), .npy, ONNX or TensorFlow.js model, or a folder with one");
        var output = Inputs.Output("Compressed safetensors file to write");
        var allowSignLoss = new Option<bool>("--allow-sign-loss")
        {
            Description = "Let --sign 0 drop the sign of negative values",
        };
        var json = Inputs.Json();
        command.Add(input);
        command.Add(output);
        var coding = new CodingOptions().AddTo(command);
        command.Add(allowSignLoss);
        command.Add(json);
        command.SetAction(parsed =>
        {
            coding.Load(parsed);
            var (from, to) = (parsed.GetRequiredValue(input), parsed.GetRequiredValue(output));
            var report = Run(from, to, coding, parsed.GetValue(allowSignLoss), terminal);
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

    private static EncodeReport Run(string from, string to, CodingOptions coding, bool allowSignLoss, Terminal terminal)
    {
        OutputFile.RequireOther(from, to);
        using var source = TensorFiles.Open(from);
        RefuseNames(source);
        if (to.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandFailure(ExitCode.Usage, $"{to}: a compressed file is a safetensors file, must not be called .npy");
        }

        if (!source.Tensors.Any(tensor => ContainerTypes.ContainerOf(tensor.Type) is not null))
        {
            throw new InvalidDataException($"{from}: has no F32, BF16 or F16 tensor to compress");
        }

        CompressedFileWriter? writer = null;
        OutputFile.Attempt(() => writer = new CompressedFileWriter(to));
        using var target = writer!;
        CopyMetadata(source, target);

        var compressed = source.Tensors.Where(tensor => ContainerTypes.ContainerOf(tensor.Type) is not null).ToList();
        coding.NoteUnused([.. compressed.Select(tensor => tensor.Name)], terminal);
        var tensors = new List<EncodedReport>();
        var results = Ordered.Map(compressed, tensor => Encode(source, tensor, coding), terminal.Cancellation);
        foreach (var (tensor, encoded, changed) in results)
        {
            RefuseSignLoss(source, tensor, encoded, allowSignLoss);
            OutputFile.Attempt(() => target.Add(tensor, encoded));
            tensors.Add(EncodedReport.Of(tensor, encoded, changed));
            terminal.Progress("encoding", tensors.Count, compressed.Count);
        }

        foreach (var tensor in source.Tensors.Except(compressed))
        {
            OutputFile.Attempt(() => target.AddPlain(tensor, stream => source.OpenStream(tensor).CopyTo(stream)));
        }

        terminal.Cancellation.ThrowIfCancellationRequested();
        OutputFile.Attempt(target.Complete);
        terminal.ClearProgress();
        return new EncodeReport(to, tensors, source.Tensors.Length - compressed.Count);
    }

    private static void RefuseNames(TensorFile source)
    {
        if (CompressedFile.IsCompressed(source))
        {
            throw new InvalidDataException($"{source.Path}: is compressed already; decode it first");
        }

        foreach (var tensor in source.Tensors.Where(tensor => ContainerTypes.ContainerOf(tensor.Type) is not null))
        {
            foreach (var name in new[] { $"{tensor.Name}.data", $"{tensor.Name}.meta" })
            {
                if (source.Find(name) is { } other && ContainerTypes.ContainerOf(other.Type) is null)
                {
                    throw new InvalidDataException(
                        $"{source.Path}: tensor '{name}' has the name that a stream of tensor '{tensor.Name}' needs");
                }
            }
        }
    }

    private static void CopyMetadata(TensorFile source, CompressedFileWriter target)
    {
        foreach (var (key, value) in source.Metadata)
        {
            target.SetMetadata(key, value);
        }
    }

    private static (TensorInfo Tensor, EncodedTensor Encoded, long Changed) Encode(
        TensorFile source, TensorInfo tensor, CodingOptions coding)
    {
        try
        {
            var own = ContainerTypes.ContainerOf(tensor.Type)!;
            if (tensor.ElementCount > CompressedFile.MaxValues)
            {
                throw new InvalidDataException($"{source.Path}: tensor '{tensor.Name}' has {tensor.ElementCount} values;"
                    + $" this version encodes at most {CompressedFile.MaxValues}");
            }

            var settings = coding.For(tensor.Name, tensor.ElementCount);
            var container = Container.TryParse(settings.Container, out var asked) ? asked : own;
            var values = source.ReadBytes(tensor);
            var changed = 0L;
            if (container != own)
            {
                values = ContainerConversion.Convert(values, own, container, out changed);
                tensor = new TensorInfo(tensor.Name, ContainerTypes.TypeOf(container), tensor.Shape.AsSpan());
            }

            var descriptor = DescriptorChoice.Choose(
                settings, container, tensor.ElementCount, () => TensorScan.Of(container, values));
            return (tensor, StreamEncoder.Encode(descriptor, WordBytes.Read(values, container.Bits)), changed);
        }
        catch (FormatException exception)
        {
            throw coding.Refuse(tensor.Name, exception);
        }
    }

    private static void RefuseSignLoss(TensorFile source, TensorInfo tensor, EncodedTensor encoded, bool allow)
    {
        if (encoded.Losses.HasFlag(Losses.SignLost) && !allow)
        {
            throw new InvalidDataException(
                $"{source.Path}: tensor '{tensor.Name}' has negative values, sign must be 1 or auto"
                + " (--allow-sign-loss drops their signs)");
        }
    }
}
