// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.Generator.Config;

public sealed class HardwareConfigTests
{
    private static readonly Dictionary<string, HardwareConfig> Faults = new()
    {
        ["prefix is '', must be lower-case letters, digits and underscores, starting with a letter"] = new HardwareConfig { Prefix = "" },
        ["prefix is '9x', must be lower-case letters"] = new HardwareConfig { Prefix = "9x" },
        ["prefix is 'Sfp', must be lower-case letters"] = new HardwareConfig { Prefix = "Sfp" },
        ["prefix is 'a-b', must be lower-case letters"] = new HardwareConfig { Prefix = "a-b" },
        ["prefix is 'a\n', must be lower-case letters"] = new HardwareConfig { Prefix = "a\n" },
        ["lanes is 0, must be 1 to 32"] = new HardwareConfig { Lanes = 0 },
        ["lanes is 33, must be 1 to 32"] = new HardwareConfig { Lanes = 33 },
        ["rows is 1, must be 2 to 64"] = new HardwareConfig { Rows = 1 },
        ["rows is 65, must be 2 to 64"] = new HardwareConfig { Rows = 65 },
        ["word is 24, must be 16 or 32"] = new HardwareConfig { Word = 24 },
        ["stages is 2, must be 3 to 6"] = new HardwareConfig { Depth = new(2) },
        ["stages is 7, must be 3 to 6"] = new HardwareConfig { Depth = new(7) },
        ["coders is [], must name one or more, each once"] = new HardwareConfig { Coders = [] },
        ["coders is [peak, peak], must name one or more, each once"] = new HardwareConfig { Coders = [Coder.Peak, Coder.Peak] },
        ["roundings is [], must name one or both, each once"] = new HardwareConfig { Roundings = [] },
        ["roundings is [nearest, nearest], must name one or both, each once"] = new HardwareConfig { Roundings = [Rounding.Nearest, Rounding.Nearest] },
        ["frozen: mantissa is 24, must be 0 to 23"] = new HardwareConfig().Freeze(new() { Mantissa = 24 }),
        ["frozen: exponent is 9, must be 1 to 8"] = new HardwareConfig().Freeze(new() { Exponent = 9 }),
        ["frozen: low is 2, must be 1"] = new HardwareConfig().Freeze(new() { Low = 2 }),
        ["frozen: bias is 256, must be 0 to 255"] = new HardwareConfig().Freeze(new() { Bias = 256 }),
        ["frozen: mantissa + sign + exponent is 17"] = new HardwareConfig { Word = 16 }.Freeze(new() { Mantissa = 8 }),
        ["frozen: coder delta or rounding truncate is not generated"] = new HardwareConfig().Freeze(new()) with { Coders = [Coder.Peak] },
    };

    public static TheoryData<string> FaultTexts => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultTexts))]
    public void A_fault_names_field_value_and_range(string fault) =>
        Assert.StartsWith(fault, Faults[fault].FindFault(), StringComparison.Ordinal);

    [Fact]
    public void A_configuration_with_faults_can_be_printed() =>
        Assert.All(
            Faults.Values, config => Assert.StartsWith("HardwareConfig", config.ToString(), StringComparison.Ordinal));

    [Law]
    public void Random_configurations_have_no_fault(HardwareConfig config) => Assert.Null(config.FindFault());

    [Theory]
    [InlineData("fp32_l8_r8_w32")]
    [InlineData("bf16_l4_r16_w16_fixed_delta_truncate")]
    [InlineData("fp32_l8_r8_w32_p4_m3e5o104s1_delta_truncate")]
    public void Names_are_those_of_the_catalogue(string name) =>
        Assert.Equal(name, Catalogue.Configurations[name].Name);

    [Fact]
    public void The_order_of_coders_does_not_matter()
    {
        var config = new HardwareConfig { Coders = [Coder.Peak, Coder.Delta] };
        Assert.Equal((config with { Coders = [Coder.Delta, Coder.Peak] }).Name, config.Name);
    }

    [Law]
    public void A_frozen_configuration_has_the_one_coder_and_rounding_of_its_descriptor(Descriptor descriptor)
    {
        var shell = new HardwareConfig { Container = descriptor.Container, Lanes = 2, Word = descriptor.Word };
        var config = shell.Freeze(descriptor with { Count = 7 });
        Assert.Equal([descriptor.Coder], config.Coders);
        Assert.Equal([descriptor.Rounding], config.Roundings);
        Assert.Equal((0, 2, shell.Rows), (config.Frozen!.Count, config.Frozen.Lanes, config.Frozen.Rows));
    }
}
