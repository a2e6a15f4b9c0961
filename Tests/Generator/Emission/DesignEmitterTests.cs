// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.Generator.Emission;

public sealed class DesignEmitterTests
{
    private const int Configurations = 120;

    [Fact]
    public void Configurations_of_one_name_have_the_same_ports_and_text_and_no_others_do()
    {
        var texts = new Dictionary<string, string>();
        foreach (var design in Properties.Sample(HardwareConfigs.Any, Configurations).Select(new DesignEmitter().Emit))
        {
            foreach (var module in design.Modules)
            {
                var whole = string.Join(' ', module.Ports) + "\n" + module.Text;
                Assert.True(
                    texts.TryAdd(module.Name, whole) || texts[module.Name] == whole,
                    $"{module.Name} has two meanings (seed {Properties.Seed})");
            }
        }
    }

    [Fact]
    public void Configurations_that_differ_have_different_names()
    {
        var configs = Properties.Sample(HardwareConfigs.Any, 5000);
        Assert.All(configs.GroupBy(config => config.Name), group => Assert.Single(group.Select(Canonical).Distinct()));

        // A bias is no part of a specialised design that does not use it.
        static string Canonical(HardwareConfig config) => $"{config.Container} {config.Lanes} {config.Rows} {config.Word} "
            + $"{string.Join(',', config.Coders.Order())} {string.Join(',', config.Roundings.Order())} "
            + (config.Frozen is { } frozen ? frozen with { Bias = frozen.Coder == Coder.Bias ? frozen.Bias : 0 } : null);
    }

    [Law(20)]
    public void A_configuration_gives_the_same_text_every_time(HardwareConfig config) =>
        Assert.Equal(Texts(new DesignEmitter().Emit(config)), Texts(new DesignEmitter().Emit(config)));

    [Law(40)]
    public void Modules_come_before_those_who_instantiate_them_and_are_instantiated(HardwareConfig config)
    {
        var design = new DesignEmitter().Emit(config);
        var names = design.Modules.Select(module => module.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        var used = new HashSet<string> { design.Encoder.Name, design.Decoder.Name };
        foreach (var (module, index) in design.Modules.Select((module, index) => (module, index)))
        {
            foreach (var other in names.Where(name => module.Text.Contains($"    {name} u_", StringComparison.Ordinal)))
            {
                Assert.True(names.IndexOf(other) < index, $"{other} comes after {module.Name}");
                used.Add(other);
            }
        }

        Assert.Equal([], names.Except(used));
    }

    [Fact]
    public void The_prefix_is_that_of_every_module()
    {
        var design = new DesignEmitter().Emit(new HardwareConfig { Prefix = "my_codec" });
        Assert.All(design.Modules, module => Assert.StartsWith("my_codec_", module.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_configuration_out_of_range_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => new DesignEmitter().Emit(new HardwareConfig { Lanes = 0 }));
        Assert.StartsWith(
            "configuration refused: lanes is 0, must be 1 to 32", fault.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(Design design) => design.Modules.Select(module => module.Text);
}
