// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Methods;
using Rtlgen.Training.Models;

namespace Rtlgen.Training.Run;

/// <summary>What other commands read of a run: <c>bitlengths.json</c> and <c>weights.safetensors</c>.</summary>
internal static class ResultFiles
{
    /// <summary>Writes the final lengths, one record for each tensor.</summary>
    /// <param name="path">Path of the <c>bitlengths.json</c>.</param>
    /// <param name="network">The network; its sites have their final lengths.</param>
    /// <param name="method">The method, for the real lengths.</param>
    /// <param name="best">The coder that makes a tensor smallest, if it was measured.</param>
    /// <param name="provenance">Where the lengths come from.</param>
    public static void WriteLengths(
        string path, Network network, ILengthMethod method, Func<Stash.StashSite, Coder> best,
        BitlengthProvenance provenance)
    {
        var layers = network.Stash.Sites.Select(site =>
        {
            var (mantissa, exponent) = method.Learned(site);
            return new BitlengthRule
            {
                Match = site.Name,
                Kind = site.Kind,
                Layer = site.Layer,
                Container = Container.Fp32.Name,
                Mantissa = site.Mantissa,
                Exponent = site.Exponent,
                Low = new AutoNumber(site.Low),
                Sign = new AutoNumber(site.Sign ? 1 : 0),
                Coder = best(site),
                Rounding = site.Rounding,
                Count = site.Count,
                LearnedMantissa = mantissa,
                LearnedExponent = exponent,
            };
        });
        new BitlengthFile { Layers = [.. layers], Provenance = provenance }.Write(path);
    }

    /// <summary>Writes all parameters and running statistics under their names.</summary>
    /// <param name="path">Path of the <c>weights.safetensors</c>.</param>
    /// <param name="network">The network.</param>
    public static void WriteWeights(string path, Network network)
    {
        using var writer = new SafetensorsWriter(path);
        foreach (var (name, tensor) in network.state_dict())
        {
            if (tensor.dtype == TorchSharp.torch.ScalarType.Float32)
            {
                writer.Add(
                    new TensorInfo(name, TensorType.F32, tensor.shape), stream => stream.Write(tensor.bytes));
            }
        }

        writer.Complete();
    }
}
