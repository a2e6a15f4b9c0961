// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Mutation;
using Xunit;

namespace Rtlgen.Tests.Verification.Mutation;

public sealed class RandomMutantTests
{
    private static readonly int Count = HardwareConfigs.Full ? 1000 : 100;

    [Fact]
    public void No_random_mutant_of_the_default_design_survives()
    {
        var run =
            MutationRun.Prepare(new DesignEmitter().Emit(new HardwareConfig()), new MutationOptions { Count = Count });
        Assert.Equal(Count, run.Mutants.Count);

        var open = run.TryAll().Where(result => result.Outcome is MutantOutcome.Survived or MutantOutcome.Unknown);

        Assert.Empty(open
            .Select(result => $"mutant {result.Mutant.Id}, {result.Kind}, line {result.Mutant.Line}: {result.Text}: {result.Mutant.Words}: {result.By}"));
    }
}
