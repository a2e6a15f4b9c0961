// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Rtlgen.GoldenModel.Conformance;
using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Conformance;

public sealed class ConformanceVectorTests : IDisposable
{
    private const string Text = """
        {
          "descriptor": { "container": "bf16", "lanes": 1, "rows": 2, "word": 16, "count": 2, "mantissa": 7, "exponent": 8,
                          "low": 1, "sign": 1, "coder": "fixed", "bias": 127, "rounding": "truncate" },
          "values": ["3f80", "8000"], "data": ["3f80", "0080"], "meta": [],
          "flags": { "nan_lost": 0, "flushed": 0, "saturated": 0, "sign_lost": 0 },
          "restored": ["3f80", "8000"]
        }
        """;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.json");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_vector_is_read_with_all_its_fields()
    {
        var vector = Read(JsonNode.Parse(Text)!);
        Assert.Equal(Path.GetFileNameWithoutExtension(_path), vector.Name);
        Assert.Equal(Container.Bf16, vector.Descriptor.Container);
        Assert.Equal([0x3f80u, 0x8000u], vector.Values);
        Assert.Equal([0x3f80u, 0x0080u], vector.Data);
        Assert.Empty(vector.Metadata);
        Assert.Equal(Losses.None, vector.Losses);
        Assert.Equal([0x3f80u, 0x8000u], vector.Restored);
    }

    [Fact]
    public void The_flags_become_losses()
    {
        var flags = new Dictionary<string, Losses>
        {
            ["nan_lost"] = Losses.NanLost,
            ["flushed"] = Losses.Flushed,
            ["saturated"] = Losses.Saturated,
            ["sign_lost"] = Losses.SignLost,
        };
        foreach (var (name, losses) in flags)
        {
            var file = JsonNode.Parse(Text)!;
            file["flags"]![name] = 1;
            Assert.Equal(losses, Read(file).Losses);
        }
    }

    [Theory]
    [InlineData("descriptor")]
    [InlineData("values")]
    [InlineData("data")]
    [InlineData("meta")]
    [InlineData("flags")]
    [InlineData("restored")]
    public void A_field_that_is_missing_or_null_is_refused(string field)
    {
        var file = JsonNode.Parse(Text)!.AsObject();
        file[field] = null;
        Assert.Contains(field, Refusal(file), StringComparison.OrdinalIgnoreCase);
        file.Remove(field);
        Assert.Contains(field, Refusal(file), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_flag_that_is_missing_or_not_a_bit_is_refused()
    {
        var file = JsonNode.Parse(Text)!.AsObject();
        file["flags"]!["flushed"] = 2;
        Assert.Contains("flushed is 2, must be 0 or 1", Refusal(file), StringComparison.Ordinal);
        file["flags"]!.AsObject().Remove("flushed");
        Assert.Contains("flushed", Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_number_of_values_than_the_count_is_refused()
    {
        foreach (var field in (string[])["values", "restored"])
        {
            var file = JsonNode.Parse(Text)!;
            file[field]!.AsArray().Add("0000");
            Assert.Contains($"{field} has 3 elements, must be 2", Refusal(file), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"zz\"")]
    [InlineData("\"123456789\"")]
    [InlineData("null")]
    [InlineData("17")]
    public void A_word_that_is_not_hexadecimal_is_refused(string word)
    {
        var file = JsonNode.Parse(Text)!;
        file["data"]![0] = JsonNode.Parse(word);
        Assert.Contains("data[0]", Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_field_or_a_bad_descriptor_is_refused()
    {
        var file = JsonNode.Parse(Text)!;
        file["extra"] = 1;
        Assert.Contains("extra", Refusal(file), StringComparison.Ordinal);

        file = JsonNode.Parse(Text)!;
        file["descriptor"]!["lanes"] = 0;
        Assert.Contains("lanes is 0, must be 1 to 32", Refusal(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("")]
    public void Another_text_is_refused(string text)
    {
        File.WriteAllText(_path, text);
        var error = Assert.Throws<InvalidDataException>(() => ConformanceVector.Read(_path));
        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
    }

    private ConformanceVector Read(JsonNode file)
    {
        File.WriteAllText(_path, file.ToJsonString());
        return ConformanceVector.Read(_path);
    }

    private string Refusal(JsonNode file)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(file));
        Assert.StartsWith($"{_path}: not a conformance vector: ", error.Message, StringComparison.Ordinal);
        return error.Message;
    }
}
