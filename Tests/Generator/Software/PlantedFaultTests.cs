// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Tests.GoldenModel.Streams;
using Xunit;
using Xunit.Sdk;

namespace Rtlgen.Tests.Generator.Software;

/// <summary>Mistakes in the header are noticed by the cases that hold it to the golden model.</summary>
public sealed class PlantedFaultTests(BuiltCodec codec) : IClassFixture<BuiltCodec>
{
    [Theory]
    [InlineData("uint32_t special = magnitude >= infinity", "uint32_t special = magnitude > infinity")]
    [InlineData("uint32_t nan = magnitude > infinity", "uint32_t nan = magnitude >= infinity")]
    [InlineData("& p.tie_even)", "& 0u)")]
    [InlineData("x -= overflow;", "x -= 0u * overflow;")]
    [InlineData("above = x >= p.end;", "above = x > p.end;")]
    [InlineData("(below & (magnitude != 0u))", "below")]
    [InlineData("k + 1u >= p->e", "k + 1u > p->e")]
    [InlineData("constant = peak + zeros;", "constant = peak;")]
    [InlineData("empty & (largest > 0u)", "empty")]
    [InlineData("below ? reference[lane] - v : reference[lane] + v) & x_mask", "below ? reference[lane] - v : reference[lane] + v)")]
    [InlineData("if (code != SFPI_RAW_CODE && sfpi_too_long(p, code))", "if (0)")]
    [InlineData("lane_bits - last_width : lane_bits", "lane_bits : lane_bits")]
    [InlineData(">> skip;\n    }\n    return ones == 0u;", ">> skip;\n    }\n    return 1;")]
    [InlineData("if (meta_size != needed)", "if (meta_size < needed)")]
    [InlineData("if (data_size != needed)", "if (data_size > needed)")]
    [InlineData("return meta_size < needed ? SFP_META_SHORT", "return meta_size < needed ? SFP_OK")]
    [InlineData("f = below ? 0u : above", "f = below ? f : above")]
    public void A_mistake_is_noticed(string right, string wrong)
    {
        var text = File.ReadAllText(Path.Combine(codec.Folder, "sfp_codec.h"));
        Assert.Contains(right, text, StringComparison.Ordinal);
        var mistaken = text.Replace(right, wrong, StringComparison.Ordinal);
        Assert.Throws<EqualException>(() => codec.Run(BuiltCodec.Gcc, ["-O0", "-w"], Cases.Value, mistaken));
    }

    [Fact]
    public void Without_a_mistake_the_same_cases_pass() =>
        codec.Run(BuiltCodec.Gcc, ["-O0"], Cases.Value);

    private static readonly Lazy<IReadOnlyList<CodecCase>> Cases = new(() =>
    {
        var random = Properties.Random("planted faults");
        var whole =
            Properties.Sample(TensorGenerators.Tensors.Generator, 300, "planted faults").Select(CodecCase.Of).ToList();
        return
        [
            .. whole,
            .. whole.SelectMany(
                one => Enumerable.Range(0, 4).Select(_ => StreamDecoderTests.Damage(one.Streams, random)))
                .Select(CodecCase.OfDamaged),
        ];
    });
}
