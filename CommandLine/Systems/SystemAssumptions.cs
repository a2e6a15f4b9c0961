// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Accelerator;

namespace Rtlgen.CommandLine.Systems;

/// <summary>What a report of <c>rtlgen system</c> rests on, in words.</summary>
internal static class SystemAssumptions
{
    /// <summary>The assumptions, a sentence each.</summary>
    /// <param name="accelerator">The accelerator.</param>
    /// <param name="codec">Encoder and decoder; null if they take neither time nor energy.</param>
    /// <param name="steps">The steps, FP32 first.</param>
    /// <param name="workload">What each of them does.</param>
    /// <param name="coder">The coder that is counted with.</param>
    public static IReadOnlyList<string> Of(
        AcceleratorFile accelerator, CodecHardware? codec, IReadOnlyList<StepCost> steps, Workload workload,
        string coder)
    {
        var (dram, energy) = (accelerator.Dram, accelerator.Energy);
        var coded = steps.Where(step => step.Storage.IsCoded).ToList();
        var gradients = steps.GroupBy(step => step.Storage.GradientBits)
            .Select(group => Invariant($"{group.Key:0} bits with {Names(group)}"));
        List<string> list =
        [
            "a layer takes as long as the slowest of multiplying, memory and codec, in each pass by itself; layers and "
                + "passes follow one another",
            $"multiplications: once forward, {SystemModel.BackwardMacs} times backward (gradients of inputs and of "
                + "weights), in the first layer too; nothing else takes time to compute",
            $"as many multiplications a clock in every format, {Percent(accelerator.Utilization ?? 1)} of them at work",
            "weights are read once forward and once backward, and lie coded in memory beside the optimiser's",
            "activations are written once forward, coded, and read once backward by the layer behind them; forward "
                + "they are read from memory unless they and the next ones fit on the chip, where they are not coded",
            "the stash goes to memory even where all of it would fit on the chip; second reads around blocks, pictures "
                + "and letters, indices and logits are not counted",
            $"gradients: {string.Join(", ", gradients)}; never coded; those of activations go to memory if they do not "
                + "fit, those of weights are written and read",
            $"the optimiser reads and writes each parameter and {workload.OptimizerStates} more for it in FP32; norms "
                + "and biases are FP32 everywhere",
            Invariant($"memory: {dram.Channels} channels of {dram.BitsPerChannel} bits, ")
                + Invariant($"{dram.MegatransfersPerSecond:0.##} million transfers a second, ")
                + Invariant($"{Percent(dram.Efficiency ?? 1)} reached: {dram.BitsPerSecond / 8e9:0.##} GB/s"),
            Invariant($"energy: {dram.PicojoulesPerBit:0.##} pJ a bit of memory, ")
                + Invariant($"{energy.Fp32MacPicojoules:0.##} pJ a multiplication in FP32, ")
                + Invariant($"{energy.Bf16MacPicojoules:0.##} in BF16; methods multiply in FP32; ")
                + "buffers, wires and idling are not counted",
        ];
        if (coded.Count > 0)
        {
            var coders = coder == "best" ? "each tensor's best coder" : coder;
            list.Add($"bits of runs: their last measured step, {coders}, metadata and filling included");
            list.Add(CodecSentence(accelerator, codec));
        }

        var fitting = steps.Where(step => step.StashBits / 8 <= accelerator.BufferBytes).ToList();
        if (fitting.Count > 0)
        {
            list.Add($"all of the stash would fit on the chip with {Names(fitting)}: a larger --batch shows the case "
                + "that the codec is for");
        }

        return list;
    }

    private static string Names(IEnumerable<StepCost> steps) =>
        string.Join(", ", steps.Select(step => step.Storage.Name));

    private static string CodecSentence(AcceleratorFile accelerator, CodecHardware? codec)
    {
        if (codec is null)
        {
            return "encoders and decoders keep up and take no energy";
        }

        var count = accelerator.Codec is null
            ? "as many encoders and decoders as never make the rest wait"
            : "encoders and decoders as the accelerator has them";
        var power = codec.Encoder.PicojoulesPerBit is null || codec.Decoder.PicojoulesPerBit is null
            ? "; their energy was not measured and is left out"
            : "";
        return $"{count}, at the accelerator's clock or their own highest, whichever is lower{power}";
    }

    private static string Percent(double share) => Invariant($"{100 * share:0.##} %");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
