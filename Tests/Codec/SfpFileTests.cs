// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Measure;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Tests.CommandLine;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.Codec;

/// <summary>Whole files: what the golden model would write, and nothing when something is wrong.</summary>
public sealed class SfpFileTests : IDisposable
{
    private static readonly string Sample = Repository.Path("samples", "esrgan-medium-sample.safetensors");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int> Settings()
    {
        string[] settings =
        [
            "{}",
            """{"coder": "fixed"}""",
            """{"coder": "bias", "bias": 20}""",
            """{"coder": "peak", "mantissa": 3, "rounding": "nearest"}""",
            """{"coder": "peak", "mantissa": 7, "exponent": 4}""",
            """{"coder": "delta", "mantissa": 0, "exponent": 1, "low": 20, "word": 16}""",
            """{"container": "bf16", "lanes": 3, "rows": 5}""",
            """{"container": "fp16", "coder": "peak", "lanes": 16, "rows": 16, "word": 16}""",
            """{"lanes": 32, "rows": 64, "sign": 1}""",
            """{"lanes": 1, "rows": 2, "mantissa": 5, "exponent": 5}""",
        ];
        var data = new TheoryData<string, int>();
        foreach (var setting in settings)
        {
            data.Add(setting, 1 << 21);
            data.Add(setting, 1000);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task Files_are_the_golden_ones(string setting, int piece)
    {
        var config = _folder.Write("b.json", $$"""{"schemaVersion": 1, "defaults": {{setting}}, "layers": []}""");
        var file = BitlengthFile.Read(config);
        foreach (var (input, index) in Inputs().Select((path, index) => (path, index)))
        {
            WriteGolden(input, _folder[$"g{index}"], file);
            var options = new EncodeOptions
            {
                Settings = tensor => file.SettingsFor(tensor.Name),
                Threads = 2,
                Verify = true,
                PieceValues = piece,
            };
            await SfpFile.EncodeAsync(TensorFiles.Open(input), _folder[$"c{index}"], options);
            Assert.Equal(File.ReadAllBytes(_folder[$"g{index}"]), File.ReadAllBytes(_folder[$"c{index}"]));
            using var compressed = CompressedFile.Open(_folder[$"c{index}"]);
            await SfpFile.DecodeAsync(
                compressed, _folder[$"d{index}"], new DecodeOptions { Threads = 2, PieceValues = piece });
            AssertDecoded(compressed, _folder[$"d{index}"]);
        }
    }

    [Fact]
    public async Task Errors_name_the_file_the_tensor_and_what_would_be_right_in_the_library_s_words()
    {
        var input = CommandRun.WriteTensors(_folder["in.safetensors"], ("a", [1, -2]));
        var signs = await Assert.ThrowsAsync<SignLossException>(() => Encode(new BitlengthSettings { Sign = new(0) }));
        Assert.Equal(
            $"{input}: tensor 'a' has negative values, sign must be 1 or auto (EncodeOptions.AllowSignLoss drops their signs)",
            signs.Message);
        var range = await Assert.ThrowsAsync<FormatException>(() => Encode(new BitlengthSettings { Mantissa = 24 }));
        Assert.StartsWith(
            $"{input}: tensor 'a': mantissa is 24, must be 0 to 23", range.Message, StringComparison.Ordinal);

        using var source = TensorFiles.Open(input);
        _folder.Write("in.safetensors", File.ReadAllBytes(input).AsSpan(0, (int)new FileInfo(input).Length - 4));
        var cut = await Assert.ThrowsAsync<InvalidDataException>(
            () => SfpFile.EncodeAsync(source, _folder["c"], new EncodeOptions()));
        Assert.StartsWith($"{input}: tensor 'a': ends at byte ", cut.Message, StringComparison.Ordinal);

        Task Encode(BitlengthSettings settings) =>
            SfpFile.EncodeAsync(input, _folder["c"], new EncodeOptions { Settings = _ => settings });
    }

    [Fact]
    public async Task The_best_coder_is_the_measured_one()
    {
        foreach (var input in Inputs())
        {
            foreach (var tensor in await SfpFile.EncodeAsync(TensorFiles.Open(input), _folder["c"], new EncodeOptions { Best = true, PieceValues = 1000 }))
            {
                using var file = TensorFiles.Open(input);
                var coders = TensorMeter.Measure(tensor.Descriptor, file.ReadBytes(tensor.Tensor)).Coders;
                var best = coders.MinBy(coder => coder.StreamBytes);
                Assert.Equal(best.Coder, tensor.Descriptor.Coder);
                Assert.Equal((best.DataBytes, best.MetadataBytes), (tensor.DataBytes, tensor.MetadataBytes));
            }
        }
    }

    [Fact]
    public async Task Measuring_in_pieces_is_measuring_the_whole()
    {
        foreach (var input in Inputs())
        {
            using var file = TensorFiles.Open(input);
            foreach (var tensor in file.Tensors.Where(tensor => ContainerTypes.ContainerOf(tensor.Type) is not null))
            {
                var settings = new BitlengthSettings { Exponent = 4, Mantissa = 2 };
                var (descriptor, statistics) = await SfpFile.MeasureAsync(
                    file, tensor, settings, 3, 1000, null, CancellationToken.None);
                var whole = TensorMeter.Measure(descriptor, file.ReadBytes(tensor));
                Assert.Equal(whole.Coders.ToArray(), statistics.Coders.ToArray());
                Assert.Equal(whole.ExponentEntropy, statistics.ExponentEntropy);
                Assert.Equal((whole.Zeros, whole.NaNs, whole.Negatives), (statistics.Zeros, statistics.NaNs, statistics.Negatives));
            }
        }
    }

    [Theory]
    [InlineData(5, 100, "value ")]
    [InlineData(23, 0, "value ")]
    [InlineData(23, 120_000, "value ")]
    public async Task Verifying_finds_a_planted_fault_and_leaves_nothing(int mantissa, long place, string expected)
    {
        var options = new EncodeOptions
        {
            Settings = _ => new BitlengthSettings { Mantissa = mantissa },
            Verify = true,
            PieceValues = 1000,
            Fault = stream => new FlippingStream(stream, place),
        };
        var error = await Assert.ThrowsAsync<VerifyException>(() => SfpFile.EncodeAsync(Sample, _folder["c"], options));
        Assert.StartsWith($"{Sample}: tensor '", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);

        await SfpFile.EncodeAsync(Sample, _folder["c"], options with { Verify = false });
        Assert.Equal(["c"], _folder.Names);
    }

    [Fact]
    public async Task Progress_ends_with_all_bytes_and_an_interruption_leaves_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        var seen = new List<FileProgress>();
        var options = new EncodeOptions { PieceValues = 4096, Progress = new Listener(seen.Add) };
        await SfpFile.EncodeAsync(Sample, _folder["c"], options);
        Assert.Equal(new FileProgress(260_864, 260_864), seen[^1]);
        File.Delete(_folder["c"]);

        var stopping = options with { Progress = new Listener(_ => cancellation.Cancel()) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SfpFile.EncodeAsync(Sample, _folder["c"], stopping, cancellation.Token));
        Assert.Empty(_folder.Names);
    }

    private IEnumerable<string> Inputs()
    {
        yield return Sample;
        var random = new Random(7);
        using (var writer = new SafetensorsWriter(_folder["mixed"]))
        {
            writer.SetMetadata("format", "pt");
            TensorInfo[] tensors =
            [
                new("single", TensorType.F32, 2001), new("brain", TensorType.BF16, 2500),
                new("half", TensorType.F16, 2, 2, 250),
                new("scalar", TensorType.F32), new("empty", TensorType.F16, 0, 4), new("steps", TensorType.I64, 3),
            ];
            foreach (var tensor in tensors)
            {
                var bytes = new byte[tensor.ByteLength];
                random.NextBytes(bytes);
                writer.Add(tensor, stream => stream.Write(bytes));
            }

            writer.Complete();
        }

        yield return _folder["mixed"];
    }

    // The path that the codec replaced: the golden encoder, a tensor at a time.
    private static void WriteGolden(string input, string output, BitlengthFile file)
    {
        using var source = TensorFiles.Open(input);
        using var target = new CompressedFileWriter(output);
        foreach (var (key, value) in source.Metadata)
        {
            target.SetMetadata(key, value);
        }

        var floats = source.Tensors.Where(tensor => ContainerTypes.ContainerOf(tensor.Type) is not null).ToList();
        foreach (var tensor in floats)
        {
            var own = ContainerTypes.ContainerOf(tensor.Type)!;
            var settings = file.SettingsFor(tensor.Name);
            var container = Container.TryParse(settings.Container, out var asked) ? asked : own;
            var values = ContainerConversion.Convert(source.ReadBytes(tensor), own, container, out _);
            var descriptor = DescriptorChoice.Choose(
                settings, container, tensor.ElementCount, () => TensorScan.Of(container, values));
            target.Add(
                new TensorInfo(tensor.Name, ContainerTypes.TypeOf(container), tensor.Shape.AsSpan()),
                StreamEncoder.Encode(descriptor, WordBytes.Read(values, container.Bits)));
        }

        foreach (var tensor in source.Tensors.Except(floats))
        {
            target.AddPlain(tensor, stream => source.OpenStream(tensor).CopyTo(stream));
        }

        target.Complete();
    }

    private static void AssertDecoded(CompressedFile compressed, string path)
    {
        using var decoded = TensorFiles.Open(path);
        Assert.Equal(compressed.Compressed.Select(note => note.Tensor).Concat(compressed.Plain), decoded.Tensors);
        foreach (var note in compressed.Compressed)
        {
            var golden = compressed.Decode(note);
            Assert.Equal(golden, WordBytes.Read(decoded.ReadBytes(note.Tensor), note.Descriptor.Container.Bits));
        }
    }

    private sealed class Listener(Action<FileProgress> report) : IProgress<FileProgress>
    {
        public void Report(FileProgress value) => report(value);
    }

    // Flips one bit of the byte at a place of the stream, if it gets that far.
    private sealed class FlippingStream(Stream destination, long place) : MemoryStream
    {
        private long _written;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var bytes = buffer.ToArray();
            if (place >= _written && place < _written + bytes.Length)
            {
                bytes[place - _written] ^= 1;
            }

            _written += bytes.Length;
            destination.Write(bytes);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    }
}
