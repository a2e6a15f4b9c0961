// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.Verification.Simulation.Checks;
using Xunit;

namespace Rtlgen.Tests.Verification.Simulation.Checks;

public sealed class RandomTensorsTests
{
    public static TheoryData<string, int> Configurations => new()
    {
        { "fp32", 32 }, { "fp32", 16 }, { "bf16", 32 }, { "bf16", 16 }, { "fp16", 32 }, { "fp16", 16 },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Descriptors_are_legal_or_not_as_asked(string container, int word)
    {
        var tensors = new RandomTensors(Config(container, word), new Random(1));
        for (var i = 0; i < 2000; i++)
        {
            Assert.Null(tensors.NextDescriptor().FindFault());
            Assert.NotNull(tensors.NextIllegal()?.FindFault());
        }
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Every_loss_every_coder_and_every_row_code_comes_up(string container, int word)
    {
        var config = Config(container, word);
        var tensors = new RandomTensors(config, new Random(1));
        var losses = Losses.None;
        var codes = new HashSet<(Coder, int)>();
        for (var i = 0; i < 300; i++)
        {
            var descriptor = tensors.NextDescriptor();
            var values = tensors.NextValues(descriptor, tensors.NextCount(40));
            var encoded = StreamEncoder.Encode(descriptor with { Count = values.Length }, values);
            losses |= encoded.Losses;
            codes.UnionWith(RowReader.ReadAll(encoded).Select(row => (descriptor.Coder, row.Code)));
        }

        Assert.Equal(Losses.NanLost | Losses.Flushed | Losses.Saturated | Losses.SignLost, losses);
        var longest = config.Container.ExponentBits - 2;
        Assert.All(Enumerable.Range(0, longest + 1), code => Assert.Contains((Coder.Delta, Math.Min(code, 7)), codes));
        Assert.Contains((Coder.Peak, 7), codes);
        Assert.Contains((Coder.Bias, 7), codes);
        Assert.Contains((Coder.Fixed, 0), codes);
    }

    private static HardwareConfig Config(string container, int word)
    {
        Assert.True(Container.TryParse(container, out var format));
        return new HardwareConfig { Container = format, Word = word, Lanes = 4, Rows = 4 };
    }
}
