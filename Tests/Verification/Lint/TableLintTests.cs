// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Lint;
using Xunit;

namespace Rtlgen.Tests.Verification.Lint;

public sealed class TableLintTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(512)]
    [InlineData(4096)]
    public void Three_parsers_accept_a_table_of_any_size_without_a_word(int layers)
    {
        foreach (var fallback in (bool[])[true, false])
        {
            var design = new DesignEmitter().Emit(LayerTables.Random(layers, seed: layers, fallback));
            var modules = design.Modules.SkipLast(1).TakeLast(2).ToList();
            Assert.Empty(LintCheck.Run([modules[^1].Name], modules).Select(finding => finding.ToString()));
        }
    }

    [Fact]
    public void Three_parsers_accept_a_codec_of_any_hardware_without_a_word()
    {
        HardwareConfig[] hardware =
        [
            LayerTables.Small, new(), new() { Container = Container.Fp16, Lanes = 1, Word = 16, Coders = [Coder.Fixed], Roundings = [Rounding.Truncate] },
            new() { Lanes = 32, Rows = 64, Coders = [Coder.Peak] }, new() { Container = Container.Bf16, Lanes = 3, Coders = [Coder.Bias, Coder.Delta] },
        ];
        var designs = hardware.Select((config, index) => new DesignEmitter().Emit(LayerTables.Random(1 + (2 * index), index, index % 2 == 0, config)));
        Assert.Empty(LintCheck.Run([.. designs]).SelectMany(findings => findings).Select(finding => finding.ToString()));
    }
}
