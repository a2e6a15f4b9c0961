// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Text.Json;
using Rtlgen.CommandLine;
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

/// <summary>A command line run in this process: what it wrote and returned.</summary>
internal sealed record CommandRun(ExitCode Code, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static CommandRun Of(params string[] arguments) => Of(CancellationToken.None, arguments);

    public static CommandRun Of(CancellationToken cancellation, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = Application.Run(arguments, new Terminal(output, error, false, cancellation));
        return new CommandRun((ExitCode)code, output.ToString(), error.ToString());
    }

    public static CommandRun Succeeds(params string[] arguments)
    {
        var run = Of(arguments);
        Assert.True(run.Code == ExitCode.Success, $"{string.Join(' ', arguments)}: {run.Code}: {run.Error}");
        return run;
    }

    /// <summary>Runs a command line that must fail with one line on standard error and nothing on standard
    /// output.</summary>
    public static void Fails(ExitCode code, string expected, params string[] arguments)
    {
        var run = Of(arguments);
        Assert.StartsWith("rtlgen: error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(letter => letter == '\n'));
        Assert.Equal("", run.Output);
        Assert.Equal(code, run.Code);
    }

    /// <summary>Writes a safetensors file with F32 tensors.</summary>
    public static string WriteTensors(string path, params (string Name, float[] Values)[] tensors)
    {
        using var writer = new SafetensorsWriter(path);
        foreach (var (name, values) in tensors)
        {
            writer.Add(new TensorInfo(name, TensorType.F32, values.Length), stream => stream.Write(MemoryMarshal.AsBytes(values.AsSpan())));
        }

        writer.Complete();
        return path;
    }
}
