// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Methods;
using Rtlgen.Training.Stash;
using TorchSharp;

namespace Rtlgen.Training.Run;

/// <summary>The objects of <c>log.jsonl</c>.</summary>
internal static class LogEvents
{
    private static readonly JsonSerializerOptions CamelCase = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>A run begins or goes on.</summary>
    public static JsonObject Start(TrainOptions options, int processes, long step, long steps) => new()
    {
        ["event"] = "start",
        ["step"] = step,
        ["steps"] = steps,
        ["processes"] = processes,
        ["options"] = JsonSerializer.SerializeToNode(options, CamelCase),
        ["versions"] = new JsonObject
        {
            ["rtlgen"] = typeof(LogEvents).Assembly.GetName().Version?.ToString(3),
            ["torch"] = torch.__version__,
            ["dotnet"] = Environment.Version.ToString(),
        },
    };

    /// <summary>A step is done.</summary>
    public static JsonObject Step(
        long step, double epoch, double loss, double rate, StashSet stash, ILengthMethod method) => new()
        {
            ["event"] = "step",
            ["step"] = step,
            ["epoch"] = Math.Round(epoch, 4),
            ["loss"] = loss,
            ["learningRate"] = rate,
            ["lengths"] = new JsonObject(stash.Sites.Select(site =>
            {
                var (mantissa, exponent) = method.Learned(site);
                return KeyValuePair.Create(site.Name, (JsonNode?)new JsonArray(
                    Math.Round(mantissa ?? site.Mantissa, 4), Math.Round(exponent ?? site.Exponent, 4)));
            })),
        };

    /// <summary>An epoch is done.</summary>
    public static JsonObject Epoch(
        EpochReport report, long step, FootprintMeter meter, FootprintTotals totals, StashSet stash,
        ILengthMethod method)
    {
        var content = (JsonObject)JsonSerializer.SerializeToNode(report, CamelCase)!;
        content.Insert(0, "event", "epoch");
        content.Insert(1, "step", step);
        var tensors = stash.Sites.Select(site => meter.Tensors[site]).ToList();
        var values = tensors.Sum(tensor => tensor.Descriptor.Count) + totals.OtherValues;
        var other = 32 * totals.OtherValues;
        content["footprint"] = new JsonObject
        {
            ["fp32Bits"] = 32 * values,
            ["bf16Bits"] = 16 * values,
            ["fixedBits"] = other + tensors.Sum(tensor => tensor.Bits[0]),
            ["deltaBits"] = other + tensors.Sum(tensor => tensor.Bits[1]),
            ["peakBits"] = other + tensors.Sum(tensor => tensor.Bits[2]),
            ["bestBits"] = other + tensors.Sum(tensor => tensor.Best),
            ["cumulativeFp32Bits"] = totals.Fp32Bits,
            ["cumulativeFixedBits"] = totals.FixedBits,
            ["cumulativeDeltaBits"] = totals.CodedBits(1),
            ["cumulativePeakBits"] = totals.CodedBits(2),
            ["cumulativeBestBits"] = totals.BestBits,
        };
        content["tensors"] = new JsonArray([.. tensors.Select(tensor => Tensor(tensor, method))]);
        return content;
    }

    /// <summary>A run ends.</summary>
    public static JsonObject End(RunResult result) => new()
    {
        ["event"] = "end",
        ["step"] = result.Steps,
        ["reason"] = result.End,
        ["accuracy"] = result.Last?.Accuracy,
        ["validationLoss"] = result.Last?.ValidationLoss,
    };

    private static JsonObject Tensor(TensorFootprint tensor, ILengthMethod method)
    {
        var (site, descriptor) = (tensor.Site, tensor.Descriptor);
        var (mantissa, exponent) = method.Learned(site);
        return new JsonObject
        {
            ["name"] = site.Name,
            ["kind"] = Names.Of(site.Kind),
            ["layer"] = site.Layer,
            ["count"] = descriptor.Count,
            ["mantissa"] = descriptor.Mantissa,
            ["exponent"] = descriptor.Exponent,
            ["low"] = descriptor.Low,
            ["sign"] = descriptor.Sign ? 1 : 0,
            ["learnedMantissa"] = mantissa,
            ["learnedExponent"] = exponent,
            ["fixedBits"] = tensor.Bits[0],
            ["deltaBits"] = tensor.Bits[1],
            ["peakBits"] = tensor.Bits[2],
            ["exponentHistogram"] = new JsonArray([.. tensor.Histogram.Select(count => (JsonNode)count)]),
        };
    }
}
