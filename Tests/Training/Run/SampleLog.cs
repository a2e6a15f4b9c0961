// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Rtlgen.Training.Run;

namespace Rtlgen.Tests.Training.Run;

/// <summary>Events of runs that never took place.</summary>
internal static class SampleLog
{
    /// <summary>Names of the tensors, weights first.</summary>
    public static readonly string[] Tensors = ["conv1.weight", "fc.weight", "conv1.out", "<relu> & \"x\"\u0001.out"];

    private static readonly JsonSerializerOptions CamelCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>The lines of a run with one step for every ten and one epoch for every hundred.</summary>
    public static List<JsonObject> Run(string method = "qm+qe", int epochs = 3, bool steps = true, string? end = "done")
    {
        List<JsonObject> lines = [Start(method, Math.Max(1, epochs))];
        for (var step = 10; step <= Math.Max(50, 100 * epochs); step += 10)
        {
            if (steps)
            {
                lines.Add(Step(step));
            }

            if (step % 100 == 0 && epochs > 0)
            {
                lines.Add(Epoch(step, method));
            }
        }

        if (end is not null)
        {
            lines.Add(new JsonObject { ["event"] = "end", ["step"] = 100 * epochs, ["reason"] = end });
        }

        return lines;
    }

    /// <summary>Writes lines into a folder's log.</summary>
    public static void Write(string folder, IEnumerable<JsonObject> lines) =>
        File.WriteAllLines(
            Path.Combine(Directory.CreateDirectory(folder).FullName, RunLog.FileName),
            lines.Select(line => line.ToJsonString()));

    public static JsonObject Start(string method = "qm+qe", int epochs = 3, long step = 0) => new()
    {
        ["event"] = "start",
        ["step"] = step,
        ["steps"] = 100 * epochs,
        ["options"] = JsonSerializer.SerializeToNode(new TrainOptions { Method = method, Epochs = epochs }, CamelCase),
        ["versions"] = new JsonObject { ["rtlgen"] = "0.1.0", ["torch"] = "1.13.1", ["dotnet"] = "10.0.0" },
    };

    public static JsonObject Step(long step) => new()
    {
        ["event"] = "step",
        ["step"] = step,
        ["epoch"] = step / 100.0,
        ["loss"] = 100.0 / (step + 30),
        ["learningRate"] = 0.1,
        ["lengths"] = new JsonObject(Tensors.Select((name, index) => KeyValuePair.Create(
            name, (JsonNode?)new JsonArray(2 + index + (step / 1000.0), 4 - (step / 500.0))))),
    };

    public static JsonObject Epoch(long step, string method = "qm+qe")
    {
        var footprint = new JsonObject { ["fp32Bits"] = 32_000, ["bf16Bits"] = 16_000 };
        (string, double)[] coders = [("fixed", 8000), ("delta", 7500), ("peak", 6400), ("best", 6000)];
        foreach (var (name, bits) in coders)
        {
            footprint[$"{name}Bits"] = (long)bits;
            footprint[$"cumulative{char.ToUpperInvariant(name[0])}{name[1..]}Bits"] = bits * step;
        }

        footprint["cumulativeFp32Bits"] = 32_000.0 * step;
        return new JsonObject
        {
            ["event"] = "epoch",
            ["step"] = step,
            ["epoch"] = step / 100,
            ["trainLoss"] = 0.5,
            ["validationLoss"] = 0.6,
            ["accuracy"] = 0.875,
            ["footprint"] = footprint,
            ["tensors"] = new JsonArray([.. Tensors.Select((name, index) => Tensor(name, index, method))]),
        };
    }

    private static JsonObject Tensor(string name, int index, string method)
    {
        var histogram = new long[256];
        (histogram[0], histogram[119 + index], histogram[123 + index]) = (100, 50, 100);
        var learns = method == "qm+qe";
        return new JsonObject
        {
            ["name"] = name,
            ["kind"] = index < 2 ? "weight" : "activation",
            ["layer"] = name.Split('.')[0],
            ["count"] = 250,
            ["mantissa"] = learns ? 3 : 23,
            ["exponent"] = learns ? 4 : 8,
            ["low"] = learns ? 112 : 1,
            ["sign"] = 1,
            ["learnedMantissa"] = learns ? 2.5 : null,
            ["learnedExponent"] = learns ? 3.5 : null,
            ["fixedBits"] = 2000,
            ["deltaBits"] = 2000,
            ["peakBits"] = 2000,
            ["exponentHistogram"] = new JsonArray([.. histogram.Select(count => (JsonNode)count)]),
        };
    }
}
