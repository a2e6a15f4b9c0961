// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Formats;

public sealed class DescriptorFieldsTests
{
    private static readonly DescriptorFields Legal = DescriptorFields.From(new Descriptor { Count = 3 });

    [Law]
    public void Every_descriptor_survives_json(Descriptor descriptor)
    {
        var json = JsonSerializer.Serialize(DescriptorFields.From(descriptor));
        Assert.Equal(descriptor, JsonSerializer.Deserialize<DescriptorFields>(json)!.ToDescriptor());
    }

    [Fact]
    public void Every_field_is_required()
    {
        var fields = JsonSerializer.SerializeToNode(Legal)!.AsObject();
        foreach (var name in fields.Select(field => field.Key).ToArray())
        {
            var without = fields.DeepClone().AsObject();
            without.Remove(name);
            var error = Assert.Throws<JsonException>(() => without.Deserialize<DescriptorFields>());
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(12, fields.Count);
    }

    [Theory]
    [InlineData("fp64")]
    [InlineData("")]
    [InlineData(null)]
    public void An_unknown_container_is_refused(string? name)
    {
        var error = Assert.Throws<FormatException>((Legal with { Container = name! }).ToDescriptor);
        Assert.Equal($"container is '{name}', must be fp32, bf16 or fp16", error.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_sign_that_is_not_a_bit_is_refused(int sign)
    {
        var error = Assert.Throws<FormatException>((Legal with { Sign = sign }).ToDescriptor);
        Assert.Equal($"sign is {sign}, must be 0 or 1", error.Message);
    }

    [Fact]
    public void Unknown_names_and_values_out_of_range_are_refused()
    {
        Refuses(Legal with { Coder = "gecko" }, "coder is 'gecko', must be one of fixed, delta, bias, peak");
        Refuses(Legal with { Rounding = "up" }, "rounding is 'up', must be one of truncate, nearest");
        Refuses(Legal with { Lanes = 33 }, "lanes is 33, must be 1 to 32");

        static void Refuses(DescriptorFields fields, string message) =>
            Assert.Equal(message, Assert.Throws<FormatException>(fields.ToDescriptor).Message);
    }
}
