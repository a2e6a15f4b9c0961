// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Conformance;
using Rtlgen.Verification.Simulation.Checks;
using Xunit;

namespace Rtlgen.Tests.Verification.Simulation.Checks;

public sealed class VectorCheckTests
{
    private const int ShortRun = 4;

    private static readonly Dictionary<string, (HardwareConfig Config, ConformanceVector[] Vectors)> Groups =
        Directory.EnumerateFiles(Repository.Path("vectors"), "*.json")
            .Order(StringComparer.Ordinal)
            .Select(ConformanceVector.Read)
            .GroupBy(vector => VectorCheck.ConfigurationOf(vector).Name)
            .ToDictionary(group => group.Key, group => (VectorCheck.ConfigurationOf(group.First()), group.ToArray()));

    // Every configuration is two models to build: the short run takes those with the most vectors.
    public static TheoryData<string> Configurations =>
    [
        .. Groups.OrderByDescending(group => group.Value.Vectors.Length)
            .Take(Environment.GetEnvironmentVariable("RTLGEN_FULL_TESTS") == "1" ? Groups.Count : ShortRun)
            .Select(group => group.Key),
    ];

    [Theory]
    [MemberData(nameof(Configurations))]
    public void The_hardware_agrees_with_every_vector(string configuration)
    {
        var (config, vectors) = Groups[configuration];
        Assert.Null(VectorCheck.FirstDifference(new DesignEmitter().Emit(config), vectors));
    }

    [Fact]
    public void A_vector_that_says_otherwise_is_named()
    {
        var (config, vectors) = Groups["fp32_l8_r8_w32"];
        var wrong = vectors[0] with { Restored = [.. vectors[0].Restored.Select(value => value ^ 1)] };
        var difference = VectorCheck.FirstDifference(new DesignEmitter().Emit(config), [wrong]);
        Assert.StartsWith($"{wrong.Name}: restored[0]: expected", difference, StringComparison.Ordinal);
    }
}
