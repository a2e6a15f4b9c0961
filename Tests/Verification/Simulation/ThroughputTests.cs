// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Hardware;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Simulation.Benches;
using Xunit;

namespace Rtlgen.Tests.Verification.Simulation;

/// <summary>Rows a clock without back-pressure, from the simulation's own counters.</summary>
public sealed class ThroughputTests(ThroughputTests.Hardware hardware) : IClassFixture<ThroughputTests.Hardware>
{
    private const int ManyRows = 100_000;

    /// <summary>One design for all of these tests.</summary>
    public sealed class Hardware : IDisposable
    {
        public static HardwareConfig Config { get; } = new();

        public HardwareCodec Codec { get; } = new(new DesignEmitter().Emit(Config));

        public void Dispose() => Codec.Dispose();
    }

    public static TheoryData<Coder> Coders => [.. Enum.GetValues<Coder>()];

    // Rows of tensors back to back, and bits of the mantissa that the tensors keep.
    public static TheoryData<Coder, string> Mixes
    {
        get
        {
            string[] mixes =
            [
                "1/23", "2/23", "1/13 1/23", "3/13 8/23", "3/13 1/23 1/23", "8/23 1/3 1/3 1/3 1/3 1/3 1/3 1/3 1/3 1/3",
                "64/23 1/0 9/23 2/13", "7/12 8/0 9/22 15/5 16/23 17/1", "0/23 0/3 1/23 8/0",
            ];
            var data = new TheoryData<Coder, string>();
            foreach (var coder in Enum.GetValues<Coder>())
            {
                foreach (var mix in mixes)
                {
                    data.Add(coder, mix);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Coders))]
    public void A_hundred_thousand_rows_take_as_many_clocks(Coder coder)
    {
        var descriptor = Descriptor.Lossless(Container.Fp32, coder);
        var values = Values(ManyRows * Hardware.Config.Lanes, seed: 1);
        var (encoder, decoder, decoded) = Run([new EncodeJob(descriptor, values)]);
        Assert.Equal(values, decoded[0]);
        Assert.Equal((ManyRows, ManyRows), (encoder.Rows, decoder.Rows));
        Assert.True(encoder.RowsPerClock >= 0.999, $"encoder: {encoder}");
        Assert.True(decoder.RowsPerClock >= 0.999, $"decoder: {decoder}");
    }

    [Theory]
    [MemberData(nameof(Mixes))]
    public void No_bubble_is_between_small_tensors(Coder coder, string mix) =>
        NoBubble(Enumerable.Repeat(mix, 60).SelectMany(text => Tensors(text, [coder])));

    [Fact]
    public void No_bubble_is_between_tensors_of_different_coders() =>
        NoBubble(Enumerable.Repeat("1/23 9/13 3/0 1/13 8/23 2/5 17/23", 60)
            .SelectMany(text => Tensors(text, [Coder.Peak, Coder.Delta, Coder.Fixed, Coder.Peak, Coder.Bias])));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void No_bubble_is_between_tensors_of_short_groups(int rows)
    {
        var config = new HardwareConfig { Container = Container.Bf16, Lanes = 2, Rows = rows, Word = 16 };
        using var codec =
            new HardwareCodec(new DesignEmitter().Emit(config), simulation: new SimulationOptions { Optimization = 0 });
        var random = Properties.Random();
        var lossless = Descriptor.Lossless(Container.Bf16);
        var jobs = Enumerable.Range(0, 2000).Select(_ => new EncodeJob(
            lossless with { Coder = (Coder)random.Next(4), Mantissa = random.Next(8), Sign = random.Next(2) == 0 },
            Enumerable.Range(0, random.Next(4 * rows * 2)).Select(_ => (uint)random.Next(1 << 16)).ToArray())).ToList();
        var encoded = codec.Encode(jobs);
        var decoded = codec.Decode([.. jobs.Select((job, i) => new DecodeJob(
            config.Complete(job.Descriptor) with { Count = job.Values.Length }, encoded.Tensors[i].Data, encoded.Tensors[i].Metadata))]);
        Assert.True(encoded.Counters.Rows == encoded.Counters.RowClocks, $"seed {Properties.Seed} (RTLGEN_SEED), encoder: {encoded.Counters}");
        Assert.True(decoded.Counters.Rows == decoded.Counters.RowClocks, $"seed {Properties.Seed} (RTLGEN_SEED), decoder: {decoded.Counters}");
    }

    // One row a tensor: it comes out as soon as the pipeline lets it.
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Every_depth_takes_a_row_a_clock_and_the_clocks_that_headers_state(int stages)
    {
        foreach (var coder in (Coder[])[Coder.Fixed, Coder.Delta])
        {
            var config = new HardwareConfig
            {
                Container = Container.Bf16,
                Lanes = 2,
                Rows = 3,
                Word = 16,
                Coders = [coder],
                Depth = new(stages),
            };
            using var codec =
                new HardwareCodec(new DesignEmitter().Emit(config), simulation: new SimulationOptions { Optimization = 0 });
            var job = new EncodeJob(Descriptor.Lossless(Container.Bf16, coder), Enumerable.Range(0, 60).Select(i => (uint)(i * 977)).ToArray());
            var encoded = codec.Encode([job, job, job]);
            var decode = new DecodeJob(
                config.Complete(job.Descriptor) with { Count = job.Values.Length }, encoded.Tensors[0].Data, encoded.Tensors[0].Metadata);
            var decoded = codec.Decode([decode, decode, decode]);
            Assert.Equal((90, 90), (encoded.Counters.RowClocks, decoded.Counters.RowClocks));
            Assert.Equal(config.Depth.EncoderLatency(config.HasMetadata, hasPeak: false), encoded.Counters.Latency);

            // Data are taken when the request is there: that is what the counter starts with.
            var request = 2 + (!config.HasMetadata ? 0 : config.Depth.HasUnpacked ? 2 : 1);
            Assert.Equal(config.Depth.DecoderLatency(config.HasMetadata) - request, decoded.Counters.Latency);
        }
    }

    private void NoBubble(IEnumerable<EncodeJob> tensors)
    {
        var jobs = tensors.ToList();
        var (encoder, decoder, decoded) = Run(jobs);
        Assert.Equal(jobs.Select(job => job.Values.Length), decoded.Select(values => values.Length));
        Assert.True(encoder.Rows == encoder.RowClocks, $"encoder: {encoder}");
        Assert.True(decoder.Rows == decoder.RowClocks, $"decoder: {decoder}");
    }

    private (BenchCounters Encoder, BenchCounters Decoder, uint[][] Decoded) Run(IReadOnlyList<EncodeJob> jobs)
    {
        lock (hardware)
        {
            var encoded = hardware.Codec.Encode(jobs);
            var decoded = hardware.Codec.Decode(
            [
                .. jobs.Select((job, i) => new DecodeJob(
                    job.Descriptor with { Count = job.Values.Length }, encoded.Tensors[i].Data,
                    encoded.Tensors[i].Metadata)),
            ]);
            Assert.Empty(encoded.Violations);
            Assert.Empty(decoded.Violations);
            Assert.DoesNotContain(decoded.Tensors, tensor => tensor.Error);
            return (encoded.Counters, decoded.Counters, [.. decoded.Tensors.Select(tensor => tensor.Values)]);
        }
    }

    private static IEnumerable<EncodeJob> Tensors(string mix, Coder[] coders) => mix.Split(' ').Select((tensor, i) =>
    {
        var numbers = tensor.Split('/').Select(int.Parse).ToArray();
        var descriptor = Descriptor.Lossless(Container.Fp32, coders[i % coders.Length]) with { Mantissa = numbers[1] };
        return new EncodeJob(descriptor, Values(numbers[0] * Hardware.Config.Lanes, seed: i));
    });

    // Exponents at random: rows are as wide as they can be.
    private static uint[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (uint)random.NextInt64(1L << 32))];
    }
}
