// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Mutation;
using Xunit;

namespace Rtlgen.Tests.Verification.Mutation;

public sealed class RandomMutantTests
{
    private static readonly int Count = HardwareConfigs.Full ? 1000 : 100;

    // Modules, and nets or lines, where nothing decides yet: docs/mutation.md says why.
    private static IEnumerable<(string Kind, string Place)> Explained => File.ReadAllLines(Repository.Path("docs", "mutation.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Count(letter => letter == '`') >= 4)
        .Select(line => line.Split('`'))
        .Select(parts => (parts[1], parts[3].Replace("\\|", "|", StringComparison.Ordinal)));

    [Fact]
    public void No_random_mutant_of_the_default_design_survives_unexplained()
    {
        var run = MutationRun.Prepare(new DesignEmitter().Emit(new HardwareConfig()), new MutationOptions { Count = Count });
        Assert.Equal(Count, run.Mutants.Count);

        var open = run.TryAll().Where(result => result.Outcome is MutantOutcome.Survived or MutantOutcome.Unknown);

        var explained = Explained.ToList();
        Assert.NotEmpty(explained);
        Assert.Empty(open.Where(result => !explained.Contains((result.Kind, result.Mutant.Net ?? result.Text)))
            .Select(result => $"mutant {result.Mutant.Id}, {result.Kind}, line {result.Mutant.Line}: {result.Text}: {result.Mutant.Words}: {result.By}"));
    }
}
