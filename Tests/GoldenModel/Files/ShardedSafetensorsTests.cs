// SPDX-License-Identifier: Apache-2.0
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class ShardedSafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ShardedSafetensorsTests()
    {
        _folder.WriteSafetensors("m-1.safetensors", """{"__metadata__":{"format":"pt","k":"1"},"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 2);
        _folder.WriteSafetensors("m-2.safetensors", """{"__metadata__":{"k":"2","l":"2"},"c":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[3],"data_offsets":[1,4]}}""", 4);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_of_all_shards_are_read()
    {
        using var file = Open("""{"metadata":{"total_size":6},"weight_map":{"b":"m-2.safetensors","a":"m-1.safetensors","c":"m-2.safetensors"}}""");
        Assert.Equal(["a", "c", "b"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([1, 2, 3], file.ReadBytes(file.Find("b")!));
        Assert.Equal([0, 1], file.ReadBytes(file.Find("a")!));
        Assert.Equal(("pt", "1", "2"), (file.Metadata["format"], file.Metadata["k"], file.Metadata["l"]));
    }

    [Fact]
    public void A_shard_that_has_changed_since_is_named()
    {
        using var file = Open("""{"weight_map":{"a":"m-1.safetensors"}}""");
        _folder.Write("m-1.safetensors", 1, 2, 3);
        var error = Assert.Throws<InvalidDataException>(() => file.ReadBytes(file.Find("a")!));
        Assert.Contains("m-1.safetensors: is now 3 bytes long", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../m-1.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/m-1.safetensors")]
    [InlineData("..\\\\m-1.safetensors")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a\\u0000b")]
    [InlineData("C:m-1")]
    public void A_shard_in_another_folder_is_refused(string shard) =>
        Refused($$$"""{"weight_map":{"a":"{{{shard}}}"}}""", "must be a plain name in the same folder");

    [Fact]
    public void A_missing_shard_is_refused() => Refused("""{"weight_map":{"a":"m-3.safetensors"}}""", "'m-3.safetensors', which it names, cannot be opened");

    [Fact]
    public void A_tensor_that_its_shard_lacks_is_refused() =>
        Refused("""{"weight_map":{"a":"m-1.safetensors","x":"m-1.safetensors"}}""", "tensor 'x': is not in shard 'm-1.safetensors'");

    [Fact]
    public void A_tensor_in_another_shard_is_refused() =>
        Refused("""{"weight_map":{"a":"m-1.safetensors","b":"m-1.safetensors","c":"m-2.safetensors"}}""", "tensor 'b': is in shard 'm-2.safetensors', but the index puts it in 'm-1.safetensors'");

    [Fact]
    public void A_tensor_that_the_index_does_not_list_is_refused() =>
        Refused("""{"weight_map":{"c":"m-2.safetensors"}}""", "tensor 'b': is in shard 'm-2.safetensors', but the index does not list it");

    [Fact]
    public void A_tensor_that_is_listed_twice_is_refused() =>
        Refused("""{"weight_map":{"a":"m-1.safetensors","a":"m-1.safetensors"}}""", "key 'a' is there twice");

    [Fact]
    public void An_index_without_a_map_is_refused() => Refused("""{"metadata":{}}""", "has no weight_map");

    [Fact]
    public void A_map_of_numbers_is_refused() => Refused("""{"weight_map":{"a":1}}""", "weight_map 'a' must be a string");

    [Fact]
    public void Deep_JSON_is_refused() => Refused("""{"metadata":""" + new string('[', 1_000_000), "maximum configured depth");

    [Fact]
    public void A_damaged_shard_is_named()
    {
        _folder.Write("m-1.safetensors", 1, 2, 3);
        var error = Assert.Throws<InvalidDataException>(() => Open("""{"weight_map":{"a":"m-1.safetensors"}}"""));
        Assert.StartsWith(_folder["m-1.safetensors"], error.Message, StringComparison.Ordinal);
    }

    private TensorFile Open(string index) => ShardedSafetensors.Open(_folder.Write("m.safetensors.index.json", index));

    private void Refused(string index, string expected) =>
        TemporaryFolder.AssertRefused(ShardedSafetensors.Open, _folder.Write("m.safetensors.index.json", index),
            expected);
}
