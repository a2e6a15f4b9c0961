// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Rtlgen.CommandLine;
using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.Generator.Config;

public sealed class HardwareFileTests
{
    [Fact]
    public void Absent_fields_have_their_defaults() =>
        Assert.Equal(new HardwareConfig().Name, Parse("""{ "schemaVersion": 1 }""").Name);

    [Fact]
    public void Every_field_arrives()
    {
        var config = Parse(
            """
            {
              "$schema": "hardware.schema.json", "schemaVersion": 1, "prefix": "codec", "container": "bf16", "lanes": 5,
              "rows": 12, "word": 16, "stages": 4, "coders": ["bias", "peak"], "roundings": ["nearest"]
            }
            """);
        Assert.Equal("codec_encoder_bf16_l5_r12_w16_p4_bias_peak_nearest", config.ModuleName("encoder"));
    }

    [Fact]
    public void A_frozen_descriptor_arrives()
    {
        var config = Parse(
            """
            { "schemaVersion": 1, "container": "fp16",
              "frozen": { "mantissa": 4, "exponent": 3, "low": 9, "sign": 0, "coder": "bias", "bias": 5, "rounding": "nearest" } }
            """);
        Assert.Equal("fp16_l8_r8_w32_m4e3o9s0_bias5_nearest", config.Name);
        Assert.Equal([Coder.Bias], config.Coders);
    }

    [Theory]
    [InlineData("", 1, "")]
    [InlineData("[]", 1, "")]
    [InlineData("{", 1, "")]
    [InlineData("{ }", 1, "schemaVersion")]
    [InlineData("{\n\"schemaVersion\": 2 }", 2, "schemaVersion is 2, must be 1")]
    [InlineData("{ \"schemaVersion\": 1,\n\"lane\": 8 }", 2, "lane")]
    [InlineData("{ \"schemaVersion\": 1,\n\"Lanes\": 8 }", 2, "Lanes")]
    [InlineData("{ \"schemaVersion\": 1,\n\n\"lanes\": \"8\" }", 3, "lanes")]
    [InlineData("{ \"schemaVersion\": 1,\n\"lanes\": 8.5 }", 2, "lanes")]
    [InlineData("{ \"schemaVersion\": 1,\n\"lanes\": 0 }", 2, "lanes is 0, must be 1 to 32")]
    [InlineData("{ \"schemaVersion\": 1,\n\"rows\": 65 }", 2, "rows is 65, must be 2 to 64")]
    [InlineData("{ \"schemaVersion\": 1,\n\"word\": 8 }", 2, "word is 8, must be 16 or 32")]
    [InlineData("{ \"schemaVersion\": 1,\n\"stages\": 2 }", 2, "stages is 2, must be 3 to 6")]
    [InlineData("{ \"schemaVersion\": 1,\n\"stages\": \"auto\" }", 2, "stages")]
    [InlineData("{ \"schemaVersion\": 1,\n\"container\": \"fp8\" }", 2, "container")]
    [InlineData("{ \"schemaVersion\": 1,\n\"prefix\": \"1\" }", 2, "prefix is '1', must be lower-case letters")]
    [InlineData("{ \"schemaVersion\": 1,\n\"prefix\": \"a\\n\" }", 2, "must be lower-case letters")]
    [InlineData("{ \"schemaVersion\": 1,\n\"coders\": [\"gecko\"] }", 2, "gecko")]
    [InlineData("{ \"schemaVersion\": 1,\n\"coders\": [] }", 2, "coders is [], must name one or more")]
    [InlineData("{ \"schemaVersion\": 1,\n\"coders\": [\"peak\", \"peak\"] }", 2, "coders is [peak, peak]")]
    [InlineData("{ \"schemaVersion\": 1,\n\"roundings\": [\"up\"] }", 2, "up")]
    [InlineData("{ \"schemaVersion\": 1,\n\"frozen\": { \"mantisa\": 3 } }", 2, "mantisa")]
    [InlineData("{ \"schemaVersion\": 1, \"frozen\": {\n\"mantissa\": 24 } }", 2, "mantissa is 24, must be 0 to 23")]
    [InlineData("{ \"schemaVersion\": 1, \"container\": \"bf16\", \"frozen\": {\n\"mantissa\": 8 } }", 2, "mantissa is 8, must be 0 to 7")]
    [InlineData("{ \"schemaVersion\": 1, \"frozen\": {\n\"low\": 2 } }", 2, "low is 2, must be 1")]
    [InlineData("{ \"schemaVersion\": 1, \"frozen\": { },\n\"coders\": [\"peak\"] }", 2, "coders cannot stand beside frozen")]
    [InlineData("{ \"schemaVersion\": 1, \"frozen\": { },\n\"roundings\": [\"nearest\"] }", 2, "roundings cannot stand beside frozen")]
    public void A_wrong_file_is_refused_with_file_line_and_field(string json, int line, string what)
    {
        var message = Assert.Throws<InvalidDataException>(() => Parse(json)).Message;
        Assert.DoesNotContain('\n', message);
        Assert.StartsWith($"hardware.json:{line}", message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_committed_schemas_are_those_of_the_records()
    {
        foreach (var (name, text) in SchemaCommand.Schemas)
        {
            var path = Repository.Path("schemas", name + ".schema.json");
            Assert.True(
                File.Exists(path) && File.ReadAllText(path) == text(),
                $"schemas/{name}.schema.json is out of date: run ./rtlgen schema {name} > schemas/{name}.schema.json");
        }
    }

    private static HardwareConfig Parse(string json) =>
        HardwareFile.Parse("hardware.json", Encoding.UTF8.GetBytes(json));
}
