// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Verification.Lint;
using Rtlgen.Verification.Simulation.Benches;
using Rtlgen.Verification.Simulation.Checks;
using Xunit;

namespace Rtlgen.Tests.Verification.Simulation.Checks;

public sealed class EmittedDesignTests
{
    private static readonly DesignEmitter Emitter = new();

    private static readonly HardwareConfig Short = new() { Container = Container.Bf16, Lanes = 5, Word = 16 };

    private static readonly Dictionary<string, HardwareConfig> Configurations = new HardwareConfig[]
    {
        new(),
        new() { Lanes = 1, Rows = 2 },
        new() { Container = Container.Bf16, Lanes = 3, Rows = 5, Word = 16 },
        new() { Container = Container.Fp16, Lanes = 4, Rows = 64, Word = 16 },
        new() { Lanes = 2, Coders = [Coder.Fixed] },
        new() { Lanes = 4, Rows = 3, Coders = [Coder.Peak] },
        new() { Container = Container.Bf16, Lanes = 16, Coders = [Coder.Delta], Roundings = [Rounding.Truncate] },
        new HardwareConfig().Freeze(Descriptor.Lossless(Container.Fp32, Coder.Peak)),
        Short.Freeze(new Descriptor { Mantissa = 3, Exponent = 4, Low = 110, Sign = false, Bias = 7 }),
    }.ToDictionary(config => config.Name);

    public static TheoryData<string> Names => [.. Configurations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_hardware_agrees_with_the_golden_model(string name)
    {
        var design = Emitter.Emit(Configurations[name]);
        Assert.Null(CoSimulation.Run(design, new CoSimulationOptions { Batches = 60 }).Failure?.ToString());
    }

    [Fact]
    public void Three_parsers_accept_every_design() =>
        Assert.Empty(LintCheck.Run([.. Configurations.Values.Select(Emitter.Emit)]).SelectMany(findings => findings));

    [Theory]
    [InlineData(Coder.Fixed)]
    [InlineData(Coder.Delta)]
    [InlineData(Coder.Bias)]
    [InlineData(Coder.Peak)]
    public void A_row_passes_every_clock_across_rows_groups_and_tensors(Coder coder)
    {
        var config = new HardwareConfig();
        var design = Emitter.Emit(config);
        var descriptor = Descriptor.Lossless(Container.Fp32, coder);
        var tensors = Enumerable.Range(0, 10)
            .Select(seed => Values(seed, 1000))
            .Select(values => StreamEncoder.Encode(descriptor with { Count = values.Length }, values))
            .ToList();

        using var encoder = new EncoderBench(EncoderBench.Build(design), config);
        using var decoder = new DecoderBench(DecoderBench.Build(design), config);
        var encoded = encoder.Run([.. Enumerable.Range(0, 10).Select(seed => new EncodeJob(descriptor, Values(seed, 1000)))]);
        var decoded = decoder.Run([.. tensors.Select(tensor => new DecodeJob(tensor.Descriptor, tensor.Data, tensor.Metadata))]);

        Assert.Equal(tensors.Select(tensor => tensor.Data.ToArray()), encoded.Tensors.Select(tensor => tensor.Data));
        Assert.Equal(Enumerable.Range(0, 10).Select(seed => Values(seed, 1000)), decoded.Tensors.Select(tensor => tensor.Values));
        Assert.Equal((1250, 1.0), (encoded.Counters.Rows, encoded.Counters.RowsPerClock));
        Assert.Equal((1250, 1.0), (decoded.Counters.Rows, decoded.Counters.RowsPerClock));
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
