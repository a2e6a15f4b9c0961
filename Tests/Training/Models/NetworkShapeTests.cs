// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;
using Rtlgen.Tests.Support;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Training.Data;
using Rtlgen.Training.Models;
using Xunit;

namespace Rtlgen.Tests.Training.Models;

/// <summary>Values and multiplications of every network, against what its layers' shapes come to by hand.</summary>
[Collection(nameof(DefaultGenerator))]
public sealed class NetworkShapeTests : IDisposable
{
    private const long Side = 28;
    private const int Letters = 16;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_network_is_there_and_each_weight_that_is_no_table_multiplies()
    {
        foreach (var name in Networks.Names)
        {
            var shape = Of(name);
            Assert.All(shape.Sites, site => Assert.True(site.Values > 0, $"{name}, {site.Name}"));
            Assert.All(
                shape.Sites.Where(site => site.Kind == TensorKind.Weight && site.Layer is not ("letters" or "places")),
                site => Assert.True(site.Macs >= site.Values && site.Macs % site.Values == 0, $"{name}, {site.Name}"));
        }
    }

    [Fact]
    public void Linear_layers_multiply_each_weight_once()
    {
        var shape = Of("mlp");
        Assert.Equal(
            [784 * 256, 256 * 128, 128 * 10],
            shape.Sites.Where(site => site.Kind == TensorKind.Weight).Select(site => site.Macs));
        Assert.Equal(256 + 128 + 10, shape.OtherValues);
        Assert.Equal(256, Site(shape, "relu1.out").Values);
    }

    [Fact]
    public void Convolutions_multiply_each_weight_once_for_each_place()
    {
        var shape = Of("lenet5");
        Assert.Equal(Side * Side * 6 * 25, Site(shape, "conv1.weight").Macs);
        Assert.Equal(10 * 10 * 16 * 6 * 25, Site(shape, "conv2.weight").Macs);
        Assert.Equal(400 * 120, Site(shape, "fc1.weight").Macs);
    }

    [Theory]
    [InlineData("resnet8", 1, new long[] { 16, 32, 64 })]
    [InlineData("resnet20", 3, new long[] { 16, 32, 64 })]
    [InlineData("resnet18", 2, new long[] { 64, 128, 256, 512 })]
    public void Residual_networks_multiply_what_their_stages_come_to(string name, int blocks, long[] channels)
    {
        var (before, side) = (channels[0], Side);
        var expected = side * side * before * 9;
        foreach (var width in channels)
        {
            side = width == channels[0] ? side : (side + 1) / 2;
            var place = side * side * width;
            expected += place * 9 * (before + (((2 * blocks) - 1) * width));
            expected += width == before ? 0 : place * before;
            before = width;
        }

        Assert.Equal(expected + (before * 10), Of(name).Sites.Sum(site => site.Macs));
    }

    [Fact]
    public void Depthwise_convolutions_multiply_within_their_channel()
    {
        var shape = Of("mobilenetv2");
        Assert.Equal(Side * Side * 16 * 96, Site(shape, "block2.expand.weight").Macs);
        Assert.Equal(Side * Side * 96 * 9, Site(shape, "block2.depthwise.weight").Macs);
        Assert.Equal(Side * Side * 96 * 24, Site(shape, "block2.project.weight").Macs);
    }

    [Fact]
    public void Attention_multiplies_queries_with_keys_and_weights_with_values()
    {
        var shape = Of("chargpt");
        Assert.Equal(Letters * 128 * 384, Site(shape, "layer1.qkv.weight").Macs);
        Assert.Equal(4 * Letters * Letters, Site(shape, "layer1.attention.out").Values);
        Assert.Equal(Letters * Letters * 128, Site(shape, "layer1.attention.out").Macs);
        Assert.Equal(Letters * Letters * 128, Site(shape, "layer1.mixed.out").Macs);
        Assert.Equal(0, Site(shape, "letters.weight").Macs);
    }

    private NetworkShape Of(string name)
    {
        var data = name == "chargpt"
            ? DataSets.Open("text", TinyData.WriteText(_folder, "text.txt"), Letters, augment: false)
            : DataSets.Open("mnist", TinyData.WriteMnist(_folder, "mnist", 8, 8), 0, augment: false);
        return NetworkShape.Of(name, data);
    }

    private static SiteShape Site(NetworkShape shape, string name) => shape.Sites.Single(site => site.Name == name);
}
