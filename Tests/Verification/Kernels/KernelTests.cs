// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.Verification.Kernels;

/// <summary>What the tests of kernels share: their configurations, and how often they draw.</summary>
public abstract class KernelTests
{
    private const int Cases = 20_000;

    private static readonly Dictionary<string, HardwareConfig> Configurations = new HardwareConfig[]
    {
        new() { Lanes = 5 },
        new() { Lanes = 4, Word = 16 },
        new() { Container = Container.Bf16, Lanes = 3, Word = 16 },
        new() { Container = Container.Fp16, Lanes = 4, Word = 32 },
    }.ToDictionary(config => $"{config.Container}_w{config.Word}");

    /// <summary>The configurations' names.</summary>
    public static TheoryData<string> Names => [.. Configurations.Keys];

    /// <summary>The configurations' names where all values of a container can be tried.</summary>
    public static TheoryData<string> SmallNames => ["bf16_w16", "fp16_w32"];

    private protected static KernelBench Bench(string name) => new(Configurations[name]);

    private protected static void Repeat(
        string name, Action<KernelBench, KernelCase> law, [CallerMemberName] string test = "")
    {
        using var bench = Bench(name);
        var input = new KernelCase(bench.Config, Properties.Random(test));
        for (var i = 0; i < Cases; i++)
        {
            try
            {
                law(bench, input);
            }
            catch (Xunit.Sdk.XunitException exception)
            {
                Assert.Fail($"case {i}, seed {Properties.Seed} (RTLGEN_SEED): {exception.Message}");
            }
        }
    }
}
