// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Configuration;

public sealed class BitlengthFileTests
{
    private const string Sample = """
        {
          "$schema": "schemas/bitlengths.schema.json",
          "schemaVersion": 1,
          "defaults": { "coder": "peak", "lanes": 16 },
          "layers": [
            { "match": "conv1.weight", "mantissa": 3, "low": "auto", "sign": 1, "learnedMantissa": 2.37, "count": 40 },
            { "match": "re:conv[0-9]+\\..*", "kind": "weight", "container": "bf16", "exponent": 4, "low": 112, "sign": "auto" },
            { "match": "re:.*", "rounding": "nearest", "provenance": { "seed": 7, "epoch": 3, "commit": "abc", "accuracy": 0.9 } }
          ]
        }
        """;

    [Fact]
    public void The_first_layer_that_matches_counts_and_defaults_fill_it_up()
    {
        var file = Parse(Sample);
        var (exact, pattern, rest) =
            (file.SettingsFor("conv1.weight"), file.SettingsFor("conv2.bias"), file.SettingsFor("x"));
        Assert.Equal((3, Coder.Peak, 16, AutoNumber.Auto, 1), (exact.Mantissa, exact.Coder, exact.Lanes, exact.Low, exact.Sign?.Number));
        Assert.Equal(("bf16", 4, 112, TensorKind.Weight), (pattern.Container, pattern.Exponent, pattern.Low?.Number, pattern.Kind));
        Assert.Equal(Rounding.Nearest, rest.Rounding);
        Assert.Equal((40L, 2.37), (file.Find("conv1.weight")!.Count, file.Find("conv1.weight")!.LearnedMantissa));
        Assert.Equal(0.9, file.Find("x")!.Provenance!.Accuracy);
    }

    [Fact]
    public void A_regular_expression_must_match_the_whole_name()
    {
        var file = Parse("""{"schemaVersion": 1, "layers": [{"match": "re:conv|fc"}]}""");
        Assert.NotNull(file.Find("fc"));
        Assert.Null(file.Find("fc1"));
        Assert.Null(file.Find("conv\n"));
    }

    [Theory]
    [InlineData("\"layers\": [\n{\"match\": \"a\", \"mantisa\": 3}]", 2, "unknown field 'layers[0].mantisa', did you mean 'mantissa'?")]
    [InlineData("\"layers\": [], \"zzz\": 1", 1, "unknown field 'zzz', must be one of $schema, schemaVersion, defaults, layers, provenance")]
    [InlineData("\"layers\": [{\"match\": \"a\",\n\n\"mantissa\": 24}]", 3, "layers[0].mantissa is 24, must be 0 to 23")]
    [InlineData("\"layers\": [{\"match\": \"a\", \"mantissa\": 2.5}]", 1, "layers[0].mantissa is 2.5, must be 0 to 23")]
    [InlineData("\"layers\": [{\"match\": \"a\", \"mantissa\": \"3\"}]", 1, "layers[0].mantissa is '3', must be 0 to 23")]
    [InlineData("\"layers\": [{\"match\": \"a\", \"mantissa\": null}]", 1, "layers[0].mantissa is null, must be 0 to 23")]
    [InlineData("\"layers\": [{\"match\": \"a\", \"low\": \"Auto\"}]", 1, "layers[0].low is 'Auto', must be \"auto\" or 1 to 254")]
    [InlineData("\"layers\": [{\"match\": \"a\", \"sign\": 2}]", 1, "layers[0].sign is 2, must be \"auto\" or 0 to 1")]
    [InlineData("\"layers\": [{\"match\": \"a\", \"coder\": \"gecko\"}]", 1, "layers[0].coder is 'gecko', must be one of fixed, delta, bias, peak")]
    [InlineData("\"layers\": [{\"match\": \"a\", \"container\": \"fp8\"}]", 1, "layers[0].container is 'fp8', must be one of fp32, bf16, fp16")]
    [InlineData("\"layers\": [{\"match\": \"a\", \"word\": 24}]", 1, "layers[0].word is 24, must be 16 or 32")]
    [InlineData("\"layers\": [{\"match\": \"a\", \"learnedMantissa\": 1e400}]", 1, "layers[0].learnedMantissa is 1e400, must be 0 to 23")]
    [InlineData("\"layers\": [{\"mantissa\": 3}]", 1, "field 'layers[0].match' is missing")]
    [InlineData("\"layers\": [{\"match\": \"re:(\"}]", 1, "layers[0].match is not a regular expression")]
    [InlineData("\"layers\": [{\"match\": \"a\", \"match\": \"b\"}]", 1, "field 'layers[0].match' is there twice")]
    [InlineData("\"layers\": [3]", 1, "layers[0] must be an object, not 3")]
    [InlineData("\"layers\": {}", 1, "layers must be an array, not an object")]
    [InlineData("\"defaults\": {\"container\": \"bf16\"},\n\"layers\": [{\"match\": \"a\", \"mantissa\": 8}]", 2, "layers[0].mantissa is 8, must be 0 to 7 for bf16")]
    [InlineData("\"defaults\": {\n\"mantissa\": 8},\n\"layers\": [{\"match\": \"a\", \"container\": \"bf16\"}]", 2, "layers[0].mantissa is 8, must be 0 to 7 for bf16")]
    [InlineData("\"layers\": [{\"match\": \"a\", \"container\": \"fp32\", \"word\": 16}]", 1, "layers[0].mantissa + sign + exponent is 31 bits")]
    [InlineData("\"layers\": [,]", 1, "not JSON")]
    public void A_wrong_field_is_refused_with_its_line_and_what_is_allowed(string fields, int line, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Parse($"{{\"schemaVersion\": 1, {fields}}}"));
        Assert.StartsWith($"b.json:{line}: {expected}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "the configuration must be an object, not an array")]
    [InlineData("{\"layers\": []}", "field 'schemaVersion' is missing")]
    [InlineData("{\"schemaVersion\": 2, \"layers\": []}", "schemaVersion is 2, must be 1")]
    [InlineData("{\"schemaVersion\": 1, \"layers\": []} {}", "not JSON")]
    public void A_wrong_text_is_refused(string text, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Parse(text));
        Assert.StartsWith("b.json:1: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        using var folder = new TemporaryFolder();
        var file = Parse(Sample);
        file.Write(folder["b.json"]);
        var again = BitlengthFile.Read(folder["b.json"]);
        Assert.Equal(file.Defaults, again.Defaults);
        foreach (var (left, right) in file.Layers.Zip(again.Layers))
        {
            Assert.Equal(left with { Count = null }, right with { Count = null });
        }
    }

    [Theory]
    [InlineData("bitlengths")]
    [InlineData("hardware")]
    public void The_committed_schema_is_up_to_date(string name)
    {
        var committed = File.ReadAllText(Repository.Path("schemas", $"{name}.schema.json"));
        Assert.Equal(Rtlgen.CommandLine.SchemaCommand.Schemas[name](), committed);
    }

    private static BitlengthFile Parse(string text) => BitlengthFile.Parse("b.json", Encoding.UTF8.GetBytes(text));
}
