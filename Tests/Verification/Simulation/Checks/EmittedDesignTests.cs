// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Verification.Simulation.Benches;
using Rtlgen.Verification.Simulation.Checks;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Verification.Simulation.Checks;

public sealed class EmittedDesignTests
{
    private static readonly DesignEmitter Emitter = new();

    private static readonly int Seed = unchecked((int)Properties.Seed);

    private static readonly HardwareConfig Short = new() { Container = Container.Bf16, Lanes = 5, Word = 16 };

    private static readonly Dictionary<string, HardwareConfig> Configurations = new HardwareConfig[]
    {
        new(),
        new() { Lanes = 1, Rows = 2 },
        new() { Container = Container.Bf16, Lanes = 3, Rows = 5, Word = 16 },
        new() { Container = Container.Fp16, Lanes = 4, Rows = 64, Word = 16 },
        new() { Lanes = 2, Coders = [Coder.Fixed] },
        new() { Lanes = 2, Rows = 4, Depth = new(5) },
        new() { Container = Container.Bf16, Lanes = 3, Rows = 5, Depth = new(4) },
        new() { Lanes = 2, Depth = new(3) },
        new() { Container = Container.Bf16, Lanes = 4, Word = 16, Coders = [Coder.Fixed], Depth = new(3) },
        new() { Lanes = 4, Rows = 3, Coders = [Coder.Peak] },
        new() { Container = Container.Bf16, Lanes = 16, Coders = [Coder.Delta], Roundings = [Rounding.Truncate] },
        new HardwareConfig().Freeze(Descriptor.Lossless(Container.Fp32, Coder.Peak)),
        Short.Freeze(new Descriptor { Mantissa = 3, Exponent = 4, Low = 110, Sign = false, Bias = 7 }),
    }.ToDictionary(config => config.Name);

    // Those of ./test, and of ./test --full.
    private static readonly int Rounds = HardwareConfigs.Full ? 6 : 1;

    private static readonly long Enough = HardwareConfigs.Full ? 10_000_000 : 1_000_000;

    [Fact]
    public void A_million_values_agree_with_the_golden_model_through_both_halves()
    {
        var configs = Configurations.Values.Concat(HardwareConfigs.Full ? HardwareConfigs.LintMatrix : []).DistinctBy(
            config => config.Name);
        var results = OrderedParallel.Select(configs.OrderByDescending(config => config.Lanes), config => CoSimulation.Run(
            Emitter.Emit(config),
            new CoSimulationOptions { Seed = Seed, Batches = Rounds * (30 + (480 / config.Lanes)), MaxRows = 400 }));
        Assert.Empty(results.Where(result => result.Failure is not null).Select(result => result.Failure!.ToString()));

        // Every value is counted once for each half.
        Assert.InRange(results.Sum(result => result.Values) / 2, Enough, long.MaxValue);
    }

    [Fact]
    public void A_row_code_that_no_encoder_writes_is_blamed_on_the_metadata_alone()
    {
        var config = new HardwareConfig { Lanes = 1, Rows = 2 };
        var descriptor = new Descriptor
        {
            Lanes = 1,
            Rows = 2,
            Mantissa = 3,
            Exponent = 4,
            Low = 120,
            Coder = Coder.Bias,
            Bias = 7,
            Count = 9,
        };
        var good = StreamEncoder.Encode(descriptor, [.. Enumerable.Repeat(BitConverter.SingleToUInt32Bits(1.5f), 9)]);
        var metadata = good.Metadata.ToArray();
        metadata[0] = (metadata[0] & ~(7u << 3)) | (4u << 3);
        using var bench = new DecoderBench(DecoderBench.Build(Emitter.Emit(config)), config);

        var run = bench.Run([new DecodeJob(good.Descriptor, good.Data, metadata), new DecodeJob(good.Descriptor, good.Data, good.Metadata)]);

        Assert.Equal([true, false], run.Tensors.Select(tensor => tensor.Error));
        Assert.Equal(0b010, run.Errors);
    }

    [Fact]
    public void Each_lane_bit_and_byte_by_itself_agrees_with_the_golden_model()
    {
        var configs = Configurations.Values.Concat(HardwareConfigs.Full ? HardwareConfigs.LintMatrix : []).DistinctBy(
            config => config.Name);
        var results = OrderedParallel.Select(configs, config => CoSimulation.Run(
            Emitter.Emit(config), new CoSimulationOptions { Corners = true, Batches = int.MaxValue }));
        Assert.Empty(results.Where(result => result.Failure is not null).Select(result => result.Failure!.ToString()));
        Assert.All(results, result => Assert.True(result.Tensors > 100));
    }

    [Fact]
    public void Losses_of_single_tensors_are_those_of_the_golden_model()
    {
        var config = new HardwareConfig();
        var random = new RandomTensors(config, new Random(1));
        using var bench = new EncoderBench(EncoderBench.Build(Emitter.Emit(config)), config);
        for (var i = 0; i < 100; i++)
        {
            var descriptor = random.NextDescriptor();
            var values = random.NextValues(descriptor, random.NextCount(2));
            var golden = StreamEncoder.Encode(descriptor with { Count = values.Length }, values);
            Assert.Equal(golden.Losses, bench.Run([new EncodeJob(descriptor, values)]).Losses);
        }
    }

    [Fact]
    public void A_broken_tkeep_marks_its_tensor_alone()
    {
        var config = new HardwareConfig();
        using var bench = new EncoderBench(EncoderBench.Build(Emitter.Emit(config)), config);
        var good = new EncodeJob(Descriptor.Lossless(Container.Fp32), Values(1, 64));
        var run = bench.Run([good, good with { KeepFault = new KeepFault(3, 0xf0f0) }, good]);
        Assert.Equal([false, true, false], run.Tensors.Select(tensor => tensor.Error));
        Assert.Equal(2, run.Errors);
        Assert.Empty(run.Violations);
    }

    private static uint[] Values(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (uint)random.NextInt64(1L << 32))];
    }
}
