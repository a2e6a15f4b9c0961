// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Tests.Verification.Kernels;

namespace Rtlgen.Tests.Verification.Shells;

/// <summary>What the tests of shells share.</summary>
public abstract class ShellTests
{
    private const int Cases = 60;

    private protected const int Lanes = 2;
    private protected const int Rows = 3;
    private protected const int E = 8;
    private protected const int M = 7;

    private protected static void Repeat(
        Action<ShellBench, KernelCase, Random> law, [CallerMemberName] string test = "")
    {
        var random = Properties.Random(test);
        for (var i = 0; i < Cases; i++)
        {
            var seed = random.Next();
            try
            {
                using var bench = new ShellBench(seed);
                var draw = new Random(seed);
                law(bench, new KernelCase(ShellBench.Config, draw), draw);
            }
            catch (Xunit.Sdk.XunitException exception)
            {
                throw new Xunit.Sdk.XunitException(
                    $"case {i}, seed {Properties.Seed} (RTLGEN_SEED): {exception.Message}");
            }
        }
    }

    /// <summary>Values of all lanes as one port, lane 0 lowest.</summary>
    private protected static ulong Flat(IEnumerable<BitWord> lanes)
    {
        var (flat, place) = (0UL, 0);
        foreach (var lane in lanes)
        {
            flat |= lane.Value << place;
            place += lane.Width;
        }

        return flat;
    }

    private protected static ulong Flag(bool value) => value ? 1u : 0;
}
