// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Proofs;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs;

public sealed class ProofTests
{
    private static readonly HardwareConfig[] Configurations =
    [
        new(),
        new() { Container = Container.Bf16, Lanes = 4, Rows = 16, Word = 16, Coders = [Coder.Fixed, Coder.Delta], Roundings = [Rounding.Truncate] },
        new() { Container = Container.Fp16, Lanes = 1, Rows = 2, Word = 16 },
        new() { Container = Container.Fp32, Lanes = 3, Word = 16 },
        new() { Container = Container.Bf16, Lanes = 16, Word = 32, Coders = [Coder.Fixed] },
        new HardwareConfig().Freeze(new Descriptor { Mantissa = 3, Exponent = 5, Low = 104, Bias = 15 }),
        new HardwareConfig { Container = Container.Bf16 }.Freeze(Descriptor.Lossless(Container.Bf16, Coder.Peak)),
        new() { Container = Container.Bf16, Lanes = 2, Rows = 3, Depth = new(5) },
        new() { Container = Container.Bf16, Lanes = 2, Rows = 3, Depth = new(4) },
        new() { Container = Container.Bf16, Lanes = 2, Rows = 3, Depth = new(3) },
        new() { Container = Container.Bf16, Lanes = 2, Word = 16, Coders = [Coder.Fixed], Depth = new(3) },
        .. Environment.GetEnvironmentVariable("RTLGEN_FULL_TESTS") is { Length: > 0 } ? Matrix : [],
    ];

    private static IEnumerable<HardwareConfig> Matrix => Shallow.Concat(Containers);

    private static IEnumerable<HardwareConfig> Shallow =>
        from stages in (int[])[5, 4, 3]
        from coders in (Coder[][])[[.. Enum.GetValues<Coder>()], [Coder.Delta], [Coder.Fixed]]
        select new HardwareConfig { Depth = new(stages), Coders = coders };

    private static IEnumerable<HardwareConfig> Containers =>
        from container in Container.All
        from lanes in (int[])[1, 4, 8, 16]
        from frozen in (bool[])[false, true]
        let config = new HardwareConfig { Container = container, Lanes = lanes, Rows = lanes + 3, Word = lanes == 4 ? 16 : 32 }
        select frozen
            ? config.Freeze(new Descriptor { Mantissa = 2, Exponent = 4, Low = 9, Coder = Coder.Peak, Bias = 7, Rounding = Rounding.Nearest })
            : config;

    public static TheoryData<string> Names => [.. Configurations.Select(config => config.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_obligation_of_a_configuration_is_proved(string name)
    {
        var config = Configurations.Single(config => config.Name == name);
        var results = new Prover(new DesignEmitter().Emit(config), new ProofOptions()).Prove(Plan(config));
        Assert.All(results, result => Assert.True(
            result.Verdict == Verdict.Proved, $"{result.Name}: {result.Verdict} {result.Reason} {string.Join('\n', result.Counterexample?.Lines ?? [])}"));
        Assert.All(results, result => Assert.True(result.Cases > 0 && result.Sha256.Length == (result.Modules.Count > 0 ? 64 : 0)));
    }

    // Lanes are alike and take seconds each: the short run goes through all of them for the first configuration only.
    private static List<Obligation> Plan(HardwareConfig config) =>
    [
        .. ProofPlan.Of(config).Where(obligation => config == Configurations[0]
            || Environment.GetEnvironmentVariable("RTLGEN_FULL_TESTS") is { Length: > 0 }
            || !obligation.Name.StartsWith("data_packer_lane", StringComparison.Ordinal)
            || obligation.Name == $"data_packer_lane{config.Lanes - 1}"),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kernel_has_an_obligation_of_its_own(string name)
    {
        var config = Configurations.Single(config => config.Name == name);
        var kernels = new DesignEmitter().Emit(config).Modules
            .Where(module => module.Text.Contains("\n// Kernel:", StringComparison.Ordinal))
            .Select(module => module.Name);
        var alone = ProofPlan.Of(config)
            .Where(obligation => obligation.Kernels is [var kernel] && kernel == obligation.Name)
            .Select(obligation => config.ModuleName(obligation.Name));
        Assert.Equal(kernels.Order(), alone.Order());
    }

    [Fact]
    public void Names_of_obligations_differ() => Assert.All(Configurations, config =>
        Assert.Distinct(ProofPlan.Of(config).Select(obligation => obligation.Name)));
}
