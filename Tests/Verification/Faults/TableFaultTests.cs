// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Faults;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Simulation.Checks;
using Xunit;

namespace Rtlgen.Tests.Verification.Faults;

public sealed class TableFaultTests
{
    private static readonly CoSimulationOptions Options = new()
    {
        Halves = Halves.Codec,
        Batches = 100,
        MaxRows = 40,
        Patience = 300,
        Waveforms = false,
        Simulation = new SimulationOptions { Optimization = 0 },
    };

    private static readonly Design Design = new DesignEmitter().Emit(LayerTables.Sample);

    public static TheoryData<string> Faults => [.. TableFaults.All.Select(fault => fault.Id)];

    [Fact]
    public void Every_fault_in_the_table_and_around_it_is_caught()
    {
        var outcomes = FaultRunner.Run(Design, TableFaults.All, Options);
        Assert.Equal(TableFaults.All.Count, outcomes.Count);
        Assert.Empty(outcomes.Where(outcome => !outcome.Caught).Select(outcome => outcome.ToString()));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_fault_refutes_a_claim(string id)
    {
        var fault = TableFaults.All.Single(fault => fault.Id == id);
        var prover = new Prover(fault.Apply(Design), new ProofOptions());
        var claims = ProofPlan.Of(Design.Config).Where(claim => claim.Name.StartsWith(fault.Kind, StringComparison.Ordinal));
        Assert.Contains(claims, claim => prover.Prove(claim) is { Verdict: Verdict.Refuted, Counterexample.Differences.Count: > 0 });
    }
}
