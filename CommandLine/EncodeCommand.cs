// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen encode IN -o OUT</c>: tensors to a compressed file.</summary>
internal static class EncodeCommand
{
    private const string AllowSignLoss = "--allow-sign-loss";

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command(
            "encode", "Compress the F32, BF16 and F16 tensors of a file; the others stay as they are");
        var input = Inputs.PathArgument<string>(
            "IN", "Safetensors (also sharded), .npy, ONNX or TensorFlow.js model, or a folder with one");
        var output = Inputs.Output("Compressed safetensors file to write");
        var allowSignLoss = new Option<bool>(AllowSignLoss)
        {
            Description = "Let --sign 0 drop the sign of negative values",
        };
        var best =
            new Option<bool>("--best") { Description = "Code each tensor with the coder that makes it smallest" };
        var verify = new Option<bool>("--verify")
        {
            Description = "Decode each tensor and compare it before the file appears",
        };
        var threads = Inputs.Threads();
        var json = Inputs.Json();
        command.Add(input);
        command.Add(output);
        var coding = new CodingOptions().AddTo(command);
        command.Add(allowSignLoss);
        command.Add(best);
        command.Add(verify);
        command.Add(threads);
        command.Add(json);
        command.SetAction(parsed =>
        {
            coding.Load(parsed);
            var (from, to) = (parsed.GetRequiredValue(input), parsed.GetRequiredValue(output));
            var options = new EncodeOptions
            {
                Settings = tensor => coding.For(tensor.Name, tensor.ElementCount),
                Best = parsed.GetValue(best),
                Verify = parsed.GetValue(verify),
                AllowSignLoss = parsed.GetValue(allowSignLoss),
                Threads = Inputs.ThreadsOf(parsed, threads),
                Progress = terminal.FileProgress("encoding"),
            };
            if (options.Best && coding.AsksForCoder)
            {
                throw new CommandFailure(
                    ExitCode.Usage, "--coder and --best exclude each other: --best chooses the coder");
            }

            var report = Run(from, to, coding, options, terminal);
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

    private static EncodeReport Run(
        string from, string to, CodingOptions coding, EncodeOptions options, Terminal terminal)
    {
        OutputFile.RequireOther(from, to);
        using var source = TensorFiles.Open(from);
        if (to.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandFailure(
                ExitCode.Usage, $"{to}: a compressed file is a safetensors file, must not be called .npy");
        }

        try
        {
            var tensors = SfpFile.EncodeAsync(source, to, options, terminal.Cancellation).GetAwaiter().GetResult();
            terminal.ClearProgress();
            coding.NoteUnused([.. tensors.Select(tensor => tensor.Tensor.Name)], terminal);
            return new EncodeReport(
                to,
                options.Best,
                options.Verify,
                [.. tensors.Select(EncodedReport.Of)],
                source.Tensors.Length - tensors.Count);
        }
        catch (SignLossException exception)
        {
            throw new CommandFailure(
                ExitCode.Input, $"{exception.Problem} ({AllowSignLoss} drops their signs)", exception);
        }
        catch (FormatException exception)
        {
            throw coding.Refuse(exception);
        }
    }
}
