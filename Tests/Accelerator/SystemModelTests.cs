// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Accelerator;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.Accelerator;

/// <summary>Time and energy of a training step: small cases by hand, and what must hold for any.</summary>
public class SystemModelTests
{
    private const double Slack = 1e-9;

    // Ten million multiplications and a million bytes a second.
    private static readonly AcceleratorFile Small = new()
    {
        Name = "small",
        MacsPerClock = 10,
        ClockMHz = 1,
        BufferMiB = 0,
        Dram = new AcceleratorDram
        {
            Channels = 1,
            BitsPerChannel = 8,
            MegatransfersPerSecond = 1,
            PicojoulesPerBit = 2,
        },
        Energy = new AcceleratorEnergy { Fp32MacPicojoules = 3, Bf16MacPicojoules = 1 },
    };

    private static readonly CodecModule Fast = new("fast", 1e6, 1e6, 100, 0.5);

    [Fact]
    public void A_step_of_two_layers_is_what_a_hand_calculates()
    {
        var step = Run(Small, Two(), Storage.Fp32);

        // first: forward w + write a; backward w + read a + its gradient written and read + gradient of w written;
        // update: gradient, weight and momentum read, weight and momentum written. The activation is taken by second.
        Assert.Equal(["first", "second", SystemModel.Others], step.Layers.Select(layer => layer.Name));
        AssertBits(step.Layers[0], Pass.Forward, read: 100, written: 50);
        AssertBits(step.Layers[0], Pass.Backward, read: 100 + 50, written: 100);
        AssertBits(step.Layers[0], Pass.Update, read: 300, written: 200);
        AssertBits(step.Layers[1], Pass.Forward, read: 40 + 50, written: 0);
        AssertBits(step.Layers[1], Pass.Backward, read: 40 + 50, written: 50 + 40);
        AssertBits(step.Layers[2], Pass.Forward, read: 7, written: 0);
        AssertBits(step.Layers[2], Pass.Backward, read: 7, written: 7);
        AssertBits(step.Layers[2], Pass.Update, read: 7 * 3, written: 7 * 2);
        Assert.Equal([1000, 2000, 0], step.Layers[0].Passes.Select(pass => pass.Macs));
        Assert.Equal(1000 / 10e6, step.Layers[0].Passes[0].ComputeSeconds, 12);
        Assert.Equal(32 * 150 / 8e6, step.Layers[0].Passes[0].Seconds, 12);
        Assert.Equal(Bound.Memory, step.Layers[0].Bound);
        AssertEqual((3000 + 1500) * 3e-12, step.Energy.Compute);
        AssertEqual(step.Traffic.Bits * 2e-12, step.Energy.Memory);
    }

    [Fact]
    public void Without_a_wait_for_memory_time_is_multiplications_over_their_rate()
    {
        var endless = Small with { Dram = Small.Dram with { MegatransfersPerSecond = 1e12 } };
        var step = Run(endless, Two(), Storage.Fp32);
        Assert.Equal(3 * 1500 / 10e6, step.Layers.Where(layer => layer.Macs > 0).Sum(layer => layer.Passes
            .Where(pass => pass.Macs > 0).Sum(pass => pass.Seconds)), 12);
        Assert.Equal(Bound.Compute, step.Layers[0].Bound);
    }

    [Fact]
    public void Half_of_the_multipliers_at_work_take_twice_the_time()
    {
        var step = Run(Small with { Utilization = 0.5 }, Two(), Storage.Fp32);
        Assert.Equal(1000 / 5e6, step.Layers[0].Passes[0].ComputeSeconds, 12);
    }

    [Fact]
    public void What_fits_on_the_chip_is_not_read_again_right_away_and_its_gradient_does_not_leave()
    {
        // The activation's 50 values are 200 bytes in FP32, and nothing comes next.
        var step = Run(Small with { BufferMiB = 200.0 / (1 << 20) }, Two(), Storage.Fp32);
        AssertBits(step.Layers[0], Pass.Forward, read: 100, written: 50);
        AssertBits(step.Layers[1], Pass.Forward, read: 40, written: 0);
        AssertBits(step.Layers[1], Pass.Backward, read: 40 + 50, written: 40);
        var smaller = Run(Small with { BufferMiB = 199.0 / (1 << 20) }, Two(), Storage.Fp32);
        AssertBits(smaller.Layers[1], Pass.Forward, read: 40 + 50, written: 0);
    }

    [Fact]
    public void Coded_tensors_take_their_bits_and_gradients_the_containers()
    {
        var step = Run(Small, Two(), Coded(4));
        var forward = step.Layers[0].Passes[0].Traffic;
        Assert.Equal(new Traffic(400, 200, 3200, 1600), forward);

        // The optimiser reads a gradient, the FP32 weight and its momentum, and writes these two and the coded weight.
        var update = step.Layers[0].Passes[2].Traffic;
        Assert.Equal((9600.0, 6400.0 + 400, 3200.0), (update.ReadBits, update.WrittenBits, update.EncodedBits));
    }

    [Fact]
    public void BF16_has_gradients_of_16_bits_and_an_optimiser_of_FP32()
    {
        var step = Run(Small, Two(), Storage.Bf16);
        var update = step.Layers[0].Passes[2].Traffic;
        Assert.Equal((100.0 * (16 + 64), 100.0 * (64 + 16)), (update.ReadBits, update.WrittenBits));
        AssertEqual(4500 * 1e-12, step.Energy.Compute);
    }

    [Fact]
    public void The_codec_is_the_bound_where_it_is_slower_than_memory()
    {
        // 1 byte a clock at 0.01 MHz against 1 MB/s: 1600 bits of values to encode, 3200 to decode.
        var slow = new CodecModule("slow", 1, 0.01, null, null);
        var accelerator = Small with { Codec = new AcceleratorCodec { Encoders = 1, Decoders = 2 } };
        var step = new SystemModel(accelerator, new CodecHardware(slow, slow)).Run(Two(), [Coded(4)])[0];
        var pass = step.Layers[0].Passes[0];
        Assert.Equal(Bound.Codec, pass.Bound);
        Assert.Equal(1600 / 8e4, pass.Seconds, 12);
    }

    [Fact]
    public void A_codec_runs_at_the_lower_of_its_own_clock_and_the_accelerators()
    {
        var module = new CodecModule("", 4, 2, null, null);
        Assert.Equal(4 * 8 * 2e6, module.BitsPerSecond(5));
        Assert.Equal(4 * 8 * 1e6, module.BitsPerSecond(1));
    }

    [Fact]
    public void As_many_encoders_and_decoders_as_needed_are_just_enough()
    {
        var module = new CodecModule("", 1, 1, null, null);
        var codec = new CodecHardware(module, module);
        Storage[] storages = [Storage.Fp32, Coded(4), Coded(3)];
        var (encoders, decoders) = new SystemModel(Small, codec).Units(Two(), storages);
        Assert.All(
            new SystemModel(Small, codec).Run(Two(), storages), step => Assert.Equal(0, step.SecondsOf(Bound.Codec)));
        Assert.True(IsBound(encoders - 1, decoders));
        Assert.True(IsBound(encoders, decoders - 1));

        bool IsBound(int fewer, int others) =>
            new SystemModel(Small with { Codec = new AcceleratorCodec { Encoders = fewer, Decoders = others } }, codec)
                .Run(Two(), storages).Any(step => step.SecondsOf(Bound.Codec) > 0);
    }

    [Fact]
    public void The_codecs_energy_is_that_of_the_container_values()
    {
        var step = new SystemModel(Small, new CodecHardware(Fast, Fast with { PicojoulesPerBit = null }))
            .Run(Two(), [Coded(4)])[0];
        AssertEqual(step.Traffic.EncodedBits * 0.5e-12, step.Energy.Codec);
    }

    [Fact]
    public void For_random_networks_layers_add_up_and_fewer_bits_never_take_more()
    {
        var random = Properties.Random();
        for (var round = 0; round < 200; round++)
        {
            var workload = Draw(random);
            var accelerator = Small with
            {
                BufferMiB = random.NextDouble() * 0.01,
                MacsPerClock = random.Next(1, 10_000),
                Codec = random.Next(2) == 0
                    ? null
                    : new AcceleratorCodec { Encoders = random.Next(1, 9), Decoders = random.Next(1, 9) },
            };
            var codec = random.Next(2) == 0 ? null : new CodecHardware(Fast, Fast with { BytesPerClock = 1 });
            var model = new SystemModel(accelerator, codec);
            var bits = workload.Activations.Concat(workload.Layers.SelectMany(layer => layer.Weights))
                .ToDictionary(tensor => tensor.Name, _ => random.NextDouble() * 32);
            var whole = new Storage("whole", Container.Fp32, 32, bits);
            var half = whole with { BitsPerValue = bits.ToDictionary(pair => pair.Key, pair => pair.Value / 2) };
            var steps = model.Run(workload, [whole, half, Storage.Fp32]);

            foreach (var step in steps)
            {
                var passes = step.Layers.SelectMany(layer => layer.Passes).ToList();
                AssertEqual(passes.Sum(pass => pass.Seconds), step.Seconds);
                AssertEqual(passes.Sum(pass => pass.Energy.Total), step.Energy.Total);
                AssertEqual(step.Energy.Compute + step.Energy.Memory + step.Energy.Codec, step.Energy.Total);
                AssertEqual(Enum.GetValues<Bound>().Sum(step.SecondsOf), step.Seconds);
                AssertEqual(3 * workload.Layers.Sum(layer => layer.Macs), step.Macs);
                Assert.All(
                    passes,
                    pass => Assert.True(pass.Seconds >= pass.ComputeSeconds && pass.Seconds >= pass.MemorySeconds));
                Assert.InRange(step.MemoryBoundShare, 0, 1 + Slack);
            }

            Assert.True(steps[1].Seconds <= steps[0].Seconds * (1 + Slack), $"round {round}: half the bits, longer");
            Assert.True(
                steps[1].Energy.Total <= steps[0].Energy.Total * (1 + Slack), $"round {round}: half the bits, more J");

            // Every activation is written once and read in the backward pass once.
            var written = steps[2].Layers.Sum(layer => layer.Passes[0].Traffic.WrittenBits);
            AssertEqual(32.0 * workload.Activations.Sum(tensor => tensor.Values), written);
        }
    }

    [Fact]
    public void A_tensor_without_a_figure_is_an_error_that_names_it()
    {
        var storage = new Storage("run", Container.Fp32, 32, new Dictionary<string, double>());
        var error = Assert.Throws<ArgumentException>(() => Run(Small, Two(), storage));
        Assert.Contains("run has no bits for tensor 'first.weight'", error.Message, StringComparison.Ordinal);
    }

    private static StepCost Run(AcceleratorFile accelerator, Workload workload, Storage storage) =>
        new SystemModel(accelerator).Run(workload, [storage])[0];

    private static Workload Two() => Workload.Of(
        [
            new WorkTensor("first.weight", "first", TensorKind.Weight, 100, 1000),
            new WorkTensor("relu.out", "relu", TensorKind.Activation, 50, 0),
            new WorkTensor("second.weight", "second", TensorKind.Weight, 40, 500),
        ],
        otherValues: 7, optimizerStates: 1);

    private static Storage Coded(double bits) => new(
        "coded", Container.Fp32, 32,
        new Dictionary<string, double> { ["first.weight"] = bits, ["relu.out"] = bits, ["second.weight"] = bits });

    private static Workload Draw(Random random) => Workload.Of(
        [.. Enumerable.Range(0, random.Next(1, 12)).Select(number =>
        {
            var isWeight = random.Next(2) == 0;
            return new WorkTensor(
                $"t{number}", $"l{number}", isWeight ? TensorKind.Weight : TensorKind.Activation,
                random.Next(1, 5000), random.Next(3) == 0 ? 0 : random.Next(1, 1_000_000));
        })],
        random.Next(0, 100), random.Next(1, 3));

    // Values, each 32 bits.
    private static void AssertBits(LayerCost layer, Pass pass, double read, double written)
    {
        var traffic = layer.Passes.Single(one => one.Pass == pass).Traffic;
        Assert.Equal((32 * read, 32 * written), (traffic.ReadBits, traffic.WrittenBits));
    }

    private static void AssertEqual(double expected, double actual) =>
        Assert.InRange(actual, expected - (Slack * Math.Abs(expected)), expected + (Slack * Math.Abs(expected)));
}
