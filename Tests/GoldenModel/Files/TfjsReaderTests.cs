// SPDX-License-Identifier: Apache-2.0
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class TfjsReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TfjsReaderTests()
    {
        _folder.Write("g1.bin", 0, 1, 2, 3, 4);
        _folder.Write("g2.bin", 5, 6, 7);
        _folder.Write("g3.bin", 8, 9);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_tensor_may_begin_in_one_file_and_end_in_the_next()
    {
        const string groups = """[{"paths":["g1.bin","g2.bin"],"weights":[{"name":"a","shape":[],"dtype":"float32"},{"name":"none","shape":[0],"dtype":"int32"},{"name":"b","shape":[2,2],"dtype":"uint8"}]},{"paths":["g3.bin"],"weights":[{"name":"c","shape":[2],"dtype":"bool","group":"model"}]}]""";
        _folder.Write("model.json", $$"""{"format":"layers-model","convertedBy":null,"modelTopology":{"deep":[[{}]]},"weightsManifest":{{groups}} }""");
        using var file = TfjsReader.Open(_folder[""]);
        Assert.Equal(["a F32 []", "none I32 [0]", "b U8 [2, 2]", "c BOOL [2]"],
            file.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal([0, 1, 2, 3], file.ReadBytes(file.Tensors[0]));
        Assert.Empty(file.ReadBytes(file.Tensors[1]));
        Assert.Equal([4, 5, 6, 7], file.ReadBytes(file.Tensors[2]));
        Assert.Equal([8, 9], file.ReadBytes(file.Tensors[3]));
        Assert.Equal("layers-model", file.Metadata["format"]);
        var part = new byte[2];
        file.Read(file.Tensors[2], 1, part);
        Assert.Equal([5, 6], part);
        file.Read(file.Tensors[2], 2, part);
        Assert.Equal([6, 7], part);
    }

    [Fact]
    public void Quantized_weights_are_refused() => RefusedWeight("""{"name":"a","shape":[2],"dtype":"float32","quantization":{"dtype":"uint8","scale":1}}""", "tensor 'a': is quantized");

    [Fact]
    public void An_unknown_dtype_is_refused() => RefusedWeight("""{"name":"a","shape":[2],"dtype":"string"}""", "dtype 'string' is not");

    [Fact]
    public void A_shape_that_overflows_is_refused() => RefusedWeight("""{"name":"a","shape":[4294967296,4294967296],"dtype":"uint8"}""", "less than 2^63 bytes");

    [Fact]
    public void A_weight_without_a_name_is_refused() => RefusedWeight("""{"shape":[2],"dtype":"uint8"}""", "needs name, shape and dtype");

    [Fact]
    public void A_weight_that_is_no_object_is_refused() => RefusedWeight("1", "an entry of weights must be an object");

    [Fact]
    public void Weights_longer_or_shorter_than_their_files_are_refused()
    {
        RefusedWeight("""{"name":"a","shape":[3],"dtype":"uint8"}""", "need 3 bytes, but its files have 2");
        RefusedWeight("""{"name":"a","shape":[1],"dtype":"uint8"}""", "need 1 bytes, but its files have 2");
    }

    [Fact]
    public void Weights_whose_lengths_add_up_beyond_64_bits_are_refused()
    {
        var large = string.Join(',', Enumerable.Range(0, 3).Select(index => $$"""{"name":"{{index}}","shape":[9223372036854775807],"dtype":"uint8"}"""));
        RefusedWeight(large, "need 27670116110564327421 bytes");
    }

    [Fact]
    public void A_weight_that_is_there_twice_is_refused() =>
        RefusedWeight("""{"name":"a","shape":[1],"dtype":"uint8"},{"name":"a","shape":[1],"dtype":"uint8"}""", "tensor 'a': is there twice");

    [Fact]
    public void A_weight_file_in_another_folder_is_refused() => Refused("""[{"paths":["../g3.bin"],"weights":[]}]""", "must be a plain name");

    [Fact]
    public void A_weight_file_that_is_there_twice_is_refused() => Refused("""[{"paths":["g3.bin","g3.bin"],"weights":[]}]""", "file 'g3.bin' is there twice");

    [Fact]
    public void A_missing_weight_file_is_refused() => Refused("""[{"paths":["g4.bin"],"weights":[]}]""", "'g4.bin', which it names, cannot be opened");

    [Fact]
    public void A_group_without_weights_is_refused() => Refused("""[{"paths":["g3.bin"]}]""", "needs paths and weights");

    [Fact]
    public void Paths_that_are_no_strings_are_refused() => Refused("""[{"paths":[3],"weights":[]}]""", "an entry of paths must be a string");

    [Fact]
    public void A_manifest_that_is_no_array_is_refused() => Refused("{}", "weightsManifest must be an array");

    [Fact]
    public void A_model_without_a_manifest_is_refused() =>
        TemporaryFolder.AssertRefused(TfjsReader.Open, _folder.Write("model.json", "{}"), "has no weightsManifest");

    [Fact]
    public void Deep_JSON_is_refused() =>
        TemporaryFolder.AssertRefused(TfjsReader.Open, _folder.Write("model.json", """{"a":""" + new string('[', 1_000_000)), "maximum configured depth");

    private void RefusedWeight(string weight, string expected) => Refused($$"""[{"paths":["g3.bin"],"weights":[{{weight}}]}]""", expected);

    private void Refused(string groups, string expected) =>
        TemporaryFolder.AssertRefused(TfjsReader.Open, _folder.Write("model.json", $$"""{"weightsManifest":{{groups}} }"""), expected);
}
