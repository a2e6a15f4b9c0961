// SPDX-License-Identifier: Apache-2.0

using FsCheck.Fluent;
using Rtlgen.Generator.Software;
using Rtlgen.GoldenModel.Conformance;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Measure;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Tests.GoldenModel.Streams;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Generator.Software;

/// <summary>The C codec and the golden model, through the library and through a program under sanitizers.</summary>
public sealed class CodecTests(BuiltCodec codec) : IClassFixture<BuiltCodec>
{
    private static readonly string[] Sanitized =
        ["-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"];

    [Theory]
    [InlineData("gcc", "-std=c99")]
    [InlineData("gcc", "-std=c17")]
    [InlineData("clang", "-std=c99")]
    [InlineData("g++", "-std=c++11")]
    [InlineData("clang++", "-std=c++20")]
    public void It_compiles_without_a_warning_and_with_little_stack(string compiler, string standard)
    {
        var language = standard.Contains("++", StringComparison.Ordinal) ? "c++" : "c";
        foreach (var level in new[] { "-O0", "-O3" })
        {
            string[] flags =
                [standard, level, .. BuiltCodec.Strict, "-Wframe-larger-than=2048", "-ffreestanding", "-x", language];
            var compile = new Tool(compiler, compiler);
            Assert.Equal("", compile.Require(codec.Folder, [.. flags, "-c", "library.c", "-o", $"{compiler}.o"]));
            Assert.Equal("", compile.Require(codec.Folder, [.. flags, "-fsyntax-only", "-include", "sfp_codec.h", "sfp_codec.h"]));
        }

        var needs = new Tool("nm", "binutils").Require(codec.Folder, "-u", $"{compiler}.o").Split(
            (char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Empty(needs.Except(["U", "memcpy", "memset", "_GLOBAL_OFFSET_TABLE_"]));
    }

    [Theory]
    [InlineData("msp430-none-elf")]
    [InlineData("armv7m-none-eabi")]
    [InlineData("powerpc-none-elf")]
    public void It_compiles_for_machines_without_a_library(string target)
    {
        var folder = Directory.CreateDirectory(Path.Combine(codec.Folder, target)).FullName;
        File.WriteAllText(
            Path.Combine(folder, "string.h"),
            "#include <stddef.h>\nvoid *memcpy(void *, const void *, size_t);\nvoid *memset(void *, int, size_t);\n");
        string[] flags =
            [$"--target={target}", "-ffreestanding", "-isystem", folder, "-std=c99", "-O2", .. BuiltCodec.Strict];
        Assert.Equal("", BuiltCodec.Clang.Require(codec.Folder, [.. flags, "-fsyntax-only", "library.c"]));
    }

    [Fact]
    public void Every_vector_passes_as_compiled_by_gcc() => codec.Run(BuiltCodec.Gcc, ["-O2"], Vectors);

    [Fact]
    public void Every_vector_passes_as_compiled_by_clang() => codec.Run(BuiltCodec.Clang, ["-O2"], Vectors);

    [Fact]
    public void Every_vector_passes_under_sanitizers() => codec.Run(BuiltCodec.Gcc, Sanitized, Vectors);

    [Fact]
    public void Random_tensors_and_damaged_streams_pass_under_sanitizers()
    {
        var random = Properties.Random();
        var tensors = Properties.Sample(TensorGenerators.Tensors.Generator, HardwareConfigs.Full ? 2000 : 200);
        var whole = tensors.Select(CodecCase.Of).ToList();
        var damaged = whole.SelectMany(
            one => Enumerable.Range(0, 8).Select(_ => StreamDecoderTests.Damage(one.Streams, random)))
            .Select(CodecCase.OfDamaged).ToList();
        Assert.InRange(damaged.Count(one => one.Restored is null), damaged.Count / 10, damaged.Count * 9 / 10);
        codec.Run(BuiltCodec.Gcc, Sanitized, [.. whole, .. damaged]);
    }

    [Law(2000, Full = 20_000)]
    public void It_encodes_every_tensor_as_the_golden_model_and_decodes_it(TensorCase tensor)
    {
        var expected = StreamEncoder.Encode(tensor.Descriptor, tensor.Values);
        var (status, data, metadata, losses) = codec.Encode(tensor.Descriptor, tensor.Values);
        Assert.Equal(0u, status);
        Assert.Equal(CodecCase.Bytes(expected.Data, tensor.Descriptor.Word), data);
        Assert.Equal(CodecCase.Bytes(expected.Metadata, 32), metadata);
        Assert.Equal(expected.Losses, losses);
        Assert.Equal(StreamDecoder.Decode(expected), codec.Decode(tensor.Descriptor, data!, metadata!).Values);
    }

    [Fact]
    public void Every_16_bit_pattern_is_adapted_and_restored_as_by_the_golden_model()
    {
        uint[] values = [.. Enumerable.Range(0, 1 << 16).Select(value => (uint)value)];
        var descriptors = Properties.Sample(TensorGenerators.Descriptors.Where(one => one.Container.Bits == 16), 6);
        Assert.All(descriptors, one =>
        {
            var descriptor = one with { Count = values.Length };
            var expected = StreamEncoder.Encode(descriptor, values);
            var (_, data, metadata, losses) = codec.Encode(descriptor, values);
            Assert.Equal(expected.Losses, losses);
            Assert.Equal(CodecCase.Bytes(expected.Data, descriptor.Word), data);
            Assert.Equal(StreamDecoder.Decode(expected), codec.Decode(descriptor, data!, metadata!).Values);
        });
    }

    [Fact]
    public void It_accepts_and_refuses_damaged_streams_as_the_golden_model() => Properties.Hold(
        from tensor in TensorGenerators.Tensors.Generator
        from seed in Gen.Choose(0, int.MaxValue)
        select (tensor, seed),
        input =>
        {
            var streams = StreamDecoderTests.Damage(
                StreamEncoder.Encode(input.tensor.Descriptor, input.tensor.Values), new Random(input.seed));
            var expected = CodecCase.OfDamaged(streams).Restored;
            var (_, values) = codec.Decode(
                streams.Descriptor, CodecCase.Bytes(streams.Data, streams.Descriptor.Word), CodecCase.Bytes(streams.Metadata, 32));
            Assert.Equal(expected, values);
        },
        HardwareConfigs.Full ? 20_000 : 2000);

    [Fact]
    public void It_refuses_the_descriptors_that_the_golden_model_refuses_for_the_same_field() => Properties.Hold(
        from one in TensorGenerators.Descriptors
        from field in Gen.Choose(0, 8)
        from value in Gen.Frequency((4, Gen.Choose(-2, 70)), (1, Gen.Choose(200, 300)))
        from count in Gen.Elements(0, 1, Descriptor.MaxCount, Descriptor.MaxCount + 1, long.MaxValue, -1)
        select field switch
        {
            0 => one with { Lanes = value },
            1 => one with { Rows = value },
            2 => one with { Word = value },
            3 => one with { Mantissa = value },
            4 => one with { Exponent = Math.Min(value, 30) },
            5 => one with { Low = value },
            6 => one with { Bias = value },
            7 => one with { Coder = (Coder)value, Rounding = (Rounding)(value / 2) },
            _ => one with { Count = count },
        },
        descriptor =>
        {
            var fault = descriptor.FindFault();
            var expected = fault is null ? "SFP_OK"
                : fault.StartsWith("mantissa + ", StringComparison.Ordinal) ? "SFP_BAD_WIDTH"
                : $"SFP_BAD_{fault.Split(' ')[0].ToUpperInvariant()}";
            Assert.Equal(expected, codec.Check(NativeDescriptor.Of(descriptor)));
        },
        2000);

    [Fact]
    public void Fields_that_only_C_can_get_wrong_are_refused_too()
    {
        var good = NativeDescriptor.Of(new Descriptor());
        Assert.Equal("SFP_OK", codec.Check(good));
        Assert.Equal("SFP_BAD_CONTAINER", codec.Check(good with { Container = 3 }));
        Assert.Equal("SFP_BAD_SIGN", codec.Check(good with { Sign = 2 }));
    }

    [Fact]
    public void A_lossless_descriptor_is_the_golden_one() => Assert.All(
        from container in Container.All from coder in Enum.GetValues<Coder>() select (container, coder),
        one => Assert.Equal(
            NativeDescriptor.Of(Descriptor.Lossless(one.container, one.coder) with { Count = 5 }),
            codec.Lossless((uint)Container.All.ToList().IndexOf(one.container), (uint)one.coder, 5)));

    [Law(500)]
    public void Automatic_windows_and_signs_are_those_of_encode(TensorCase tensor)
    {
        var container = tensor.Descriptor.Container;
        var scan = TensorScan.Of(container, CodecCase.Bytes(tensor.Values, container.Bits));
        Assert.Equal(
            ((uint)scan.WindowBelowLargest(tensor.Descriptor), scan.HasSignBits ? 1u : 0),
            codec.Auto(tensor.Descriptor, tensor.Values));
    }

    [Fact]
    public void Wrong_calls_are_told_apart()
    {
        var descriptor = Descriptor.Lossless(Container.Fp32) with { Count = 2 };
        Assert.Equal("SFP_VALUE_COUNT", Name(codec.Encode(descriptor, [1]).Status));
        var (_, data, metadata, _) = codec.Encode(descriptor, [1, 2]);
        Assert.Equal("SFP_OK", Name(codec.Decode(descriptor, data!, metadata!).Status));
        Assert.Equal("SFP_DATA_RAGGED", Name(codec.Decode(descriptor, data![1..], metadata!).Status));
        Assert.Equal("SFP_DATA_SHORT", Name(codec.Decode(descriptor, data[32..], metadata!).Status));
        Assert.Equal("SFP_DATA_LONG", Name(codec.Decode(descriptor, [.. data, .. new byte[32]], metadata!).Status));
        Assert.Equal("SFP_META_LONG", Name(codec.Decode(descriptor, data, [0]).Status));
        Assert.Equal("SFP_META_SHORT", Name(codec.Decode(descriptor with { Coder = Coder.Bias }, data, []).Status));
        Assert.Equal(
            "SFP_META_PADDING", Name(codec.Decode(descriptor with { Coder = Coder.Bias }, data, [7, 0, 0, 1]).Status));
        Assert.Equal("SFP_META_ROW_CODE", Name(codec.Decode(
            descriptor with { Exponent = 3, Bias = 3, Coder = Coder.Bias }, data, [6, 0, 0, 0]).Status));
        data[^1] = 1;
        Assert.Equal("SFP_DATA_PADDING", Name(codec.Decode(descriptor, data, metadata!).Status));

        static string Name(uint status) => CodecStatus.All[(int)status].Name;
    }

    [Fact]
    public void Every_status_has_a_text_of_its_own()
    {
        Assert.Equal(
            CodecStatus.All.Select(status => status.Text), CodecStatus.All.Select((_, number) => codec.Text(number)));
        Assert.Equal(CodecStatus.All.Count, CodecStatus.All.Select(status => status.Text).Distinct().Count());
        Assert.Equal("unknown status", codec.Text(CodecStatus.All.Count));
    }

    private static IReadOnlyCollection<CodecCase> Vectors =>
        [.. Directory.EnumerateFiles(Repository.Path("vectors"), "*.json").Order().Select(ConformanceVector.Read)
            .Select(vector => new CodecCase(vector.Encoded, [.. vector.Values], [.. vector.Restored]))];
}
