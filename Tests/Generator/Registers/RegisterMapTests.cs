// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Packaging;
using Rtlgen.Generator.Registers;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Generator.Registers;

public sealed class RegisterMapTests
{
    [Law]
    public void Registers_and_fields_have_places_and_names_of_their_own(HardwareConfig config)
    {
        var map = RegisterMap.Of(config);
        Assert.Equal(map.Registers.Count, map.Registers.Select(register => register.Address).Distinct().Count());
        Assert.Equal(map.Registers.Count, map.Registers.Select(register => register.Name).Distinct().Count());
        Assert.All(map.Registers, register =>
        {
            Assert.InRange(register.Address, 0, (1 << RegisterMap.AddressBits) - 4);
            Assert.Equal(0, register.Address % 4);
            Assert.Equal(register.Fields.Count, register.Fields.Select(part => part.Name).Distinct().Count());
            Assert.Equal(register.Fields.Sum(part => part.Width), System.Numerics.BitOperations.PopCount(register.Mask));
            Assert.All(register.Fields, part => Assert.Equal(0UL, (ulong)part.Value >> part.Width));
        });
    }

    [Fact]
    public void Frozen_hardware_has_no_register_for_what_is_frozen()
    {
        var names = RegisterMap.Of(RegisterConfigs.Frozen).Registers.Select(register => register.Name).ToList();
        Assert.DoesNotContain("encode_low", names);
        Assert.DoesNotContain("decode_low", names);
        Assert.Contains("decode_count_high", names);
    }

    [Fact]
    public void The_header_is_C_and_has_every_register_and_field()
    {
        foreach (var config in (HardwareConfig[])[RegisterConfigs.Small, RegisterConfigs.Frozen])
        {
            var map = RegisterMap.Of(config);
            var view = new RegisterHeaderView(map);
            var header = new TemplateRenderer().Render(RegisterHeaderView.TemplateName, view);
            Assert.All(map.Registers, register =>
            {
                Assert.Matches($"#define SFP_{register.Name.ToUpperInvariant()} +0x{register.Address:X2}u\n", header);
                Assert.All(register.Fields, part => Assert.Matches(
                    $"#define SFP_{register.Name.ToUpperInvariant()}_{part.Name.ToUpperInvariant()}_MASK +0x{part.Mask:X8}u\n", header));
            });

            using var folder = new TemporaryFolder();
            folder.Write(view.FileName, header);
            folder.Write("main.c", $"#include \"{view.FileName}\"\nint main(void) {{ return SFP_STATUS_DECODE_READY_MASK != 2u; }}\n");
            new Tool("gcc", "gcc").Require(folder["."], "-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-o", "main", "main.c");
            new Tool(folder["main"], "gcc").Require(folder["."]);
        }
    }
}
