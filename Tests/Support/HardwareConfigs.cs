// SPDX-License-Identifier: Apache-2.0

using FsCheck;
using FsCheck.Fluent;
using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Tests;

/// <summary>Random hardware configurations, and those that are tried one by one.</summary>
internal static class HardwareConfigs
{
    private static readonly Coder[][] CoderSets =
    [
        [Coder.Fixed], [Coder.Delta], [Coder.Bias], [Coder.Peak],
        [Coder.Fixed, Coder.Delta], [Coder.Fixed, Coder.Bias], [Coder.Fixed, Coder.Peak],
        [Coder.Delta, Coder.Bias], [Coder.Delta, Coder.Peak], [Coder.Bias, Coder.Peak],
        [Coder.Fixed, Coder.Delta, Coder.Bias, Coder.Peak],
    ];

    private static readonly Rounding[][] RoundingSets =
        [[Rounding.Truncate, Rounding.Nearest], [Rounding.Truncate], [Rounding.Nearest]];

    /// <summary>True for <c>./test --full</c>.</summary>
    public static bool Full { get; } = Environment.GetEnvironmentVariable("RTLGEN_FULL_TESTS") is { Length: > 0 };

    /// <summary>Configurations that can be generated: run-time and frozen ones.</summary>
    public static Gen<HardwareConfig> Any { get; } =
        from container in Gen.Elements(Container.All.ToArray())
        from lanes in Gen.Choose(1, 32)
        from rows in Gen.Choose(2, 64)
        from word in Gen.Elements(16, 32)
        from stages in Gen.Choose(PipelineDepth.Fewest, PipelineDepth.Most)
        from coders in Gen.Elements(CoderSets)
        from roundings in Gen.Elements(RoundingSets)
        from frozen in Gen.Elements(false, true)
        from descriptor in TensorGenerators.Descriptors
        let config = new HardwareConfig
        {
            Container = container,
            Lanes = lanes,
            Rows = rows,
            Word = word,
            Depth = new PipelineDepth(stages),
            Coders = coders,
            Roundings = roundings,
        }
        let freezer = config with { Container = descriptor.Container, Word = descriptor.Word }
        select frozen ? freezer.Freeze(descriptor) : config;

    /// <summary>
    /// Configurations for the parsers: every container, lane count, group length, word, depth, coder alone, pair of coders
    /// and rounding comes up; frozen ones of every coder, lossless and lossy, with sign and without.
    /// </summary>
    public static IReadOnlyList<HardwareConfig> LintMatrix { get; } = [.. RunTime(), .. Frozen()];

    // The deepest first.
    private static PipelineDepth Depth(int i) =>
        new(PipelineDepth.Most - (i % (PipelineDepth.Most - PipelineDepth.Fewest + 1)));

    private static IEnumerable<HardwareConfig> RunTime()
    {
        int[] lanes = [1, 2, 3, 4, 5, 7, 8, 16, 32, 1, 2, 3, 4, 5, 7, 8, 16, 2];
        int[] rows = [2, 3, 4, 8, 16, 64];
        for (var i = 0; i < lanes.Length; i++)
        {
            yield return new HardwareConfig
            {
                Container = Container.All[i % 3],
                Lanes = lanes[i],
                Rows = rows[(i + (i / 6)) % 6],
                Word = i / 3 % 2 == 0 ? 32 : 16,
                Depth = Depth(i / 2),
                Coders = CoderSets[i % CoderSets.Length],
                Roundings = RoundingSets[i / 2 % 3],
            };
        }
    }

    private static IEnumerable<HardwareConfig> Frozen()
    {
        int[] lanes = [4, 1, 3, 8, 2, 5, 7, 16, 1, 2, 4, 3, 8, 1];
        int[] rows = [8, 2, 64, 3, 16, 4, 8];
        for (var i = 0; i < lanes.Length; i++)
        {
            var (container, coder) = (Container.All[i % 3], (Coder)(i % 4));
            var config = new HardwareConfig { Lanes = lanes[i], Rows = rows[i % 7], Container = container, Depth = Depth(i) };
            var lossless = Descriptor.Lossless(container, coder);
            var lossy = lossless with
            {
                Mantissa = i % 5,
                Exponent = 1 + (i % 4),
                Low = 3,
                Bias = i % 2,
                Sign = i % 4 < 2,
                Rounding = (Rounding)(i / 4 % 2),
            };
            yield return i < 4 ? config.Freeze(lossless)
                : i < 8 ? config.Freeze(lossless with { Sign = false })
                : (config with { Word = i % 2 == 0 ? 16 : 32 }).Freeze(lossy);
        }
    }
}
