// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Microsoft.Z3;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Printing;
using Rtlgen.Verification.Proofs.Symbolic;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs.Engines;

/// <summary>Proves an obligation by its Verilog: neither our reading of Yosys's SMT-LIB nor Z3's solver is
/// asked.</summary>
/// <remarks>
/// All cases are asked about at once, the variable that would tell them apart is free. Z3 only works out what a
/// counterexample means; one that breaks nothing there refutes nothing.
/// </remarks>
internal sealed class SecondOpinion(Design design, ProofOptions options, SatEngine engine)
{
    /// <summary>Asks the engine.</summary>
    /// <param name="obligation">The obligation.</param>
    /// <param name="module">Gives the emitted module of a kind.</param>
    /// <param name="clock">Runs since the obligation was begun.</param>
    public Prover.Answer Ask(Obligation obligation, Func<string, EmittedModule> module, Stopwatch clock)
    {
        _ = engine.Version;
        using var scope = new SmtScope();
        var claim = State(design, options, obligation, module);
        var answer = Ask(claim, obligation, obligation.AnyKernels, clock);

        // What is refuted for any kernels may hold for these, and a counterexample must be one of these.
        return obligation.AnyKernels && answer.Verdict == Verdict.Refuted
            ? Ask(claim, obligation, anyKernels: false, clock)
            : answer;
    }

    /// <summary>States an obligation so that it can be printed: all cases in one, clocks of shells kept.</summary>
    public static Claim State(
        Design design, ProofOptions options, Obligation obligation, Func<string, EmittedModule> module)
    {
        var shells = new Dictionary<string, SymbolicShell>();
        var claim =
            new Claim(design.Config, options.Rules, module, Load, Prover.Frozen(design.Config)) { KeepsSteps = true };
        obligation.State(claim);
        return claim;

        SymbolicShell Load(string kind) => shells.TryGetValue(kind, out var shell)
            ? shell
            : shells[kind] = SymbolicShell.Load(module(kind), design.Modules, options.Cache);
    }

    private Prover.Answer Ask(Claim claim, Obligation obligation, bool anyKernels, Stopwatch clock)
    {
        var netlist = ClaimNetlist.Build(
            VerilogClaim.Print(claim, obligation, anyKernels), claim, design.Modules, options.Cache, Bounds(clock));
        if (netlist is null)
        {
            return Unknown(null);
        }

        var broken = engine.Ask(netlist, VerilogClaim.Broken, Bounds(clock));
        if (broken.Status != SatStatus.Never)
        {
            return broken.Status == SatStatus.Unknown ? Unknown(broken.Reason)
                : anyKernels ? new Prover.Answer(Verdict.Refuted, 1)
                : Read(claim, broken.Values!);
        }

        var assumed = engine.Ask(netlist, VerilogClaim.Assumed, Bounds(clock));
        return assumed.Status switch
        {
            SatStatus.Sometimes => new Prover.Answer(Verdict.Proved, 1),
            SatStatus.Never => Unknown(Prover.NothingAssumed),
            _ => Unknown(assumed.Reason),
        };
    }

    // The values of the engine's counterexample settle everything, so that Z3 has nothing to search.
    private Prover.Answer Read(Claim claim, IReadOnlyDictionary<string, BigInteger> values)
    {
        var z3 = SmtScope.Current;
        using var solver = z3.MkSolver();
        solver.Assert([.. Prover.Assumptions(claim), .. new Definitions(options.Cache).Of(claim)]);
        solver.Assert(
            [.. values.Select(value => z3.MkEq(claim.Variables[value.Key].Expression, Number(z3, claim, value)))]);
        var counterexample =
            solver.Check() == Status.SATISFIABLE ? CounterexampleReader.Read(solver.Model, claim) : null;
        return counterexample?.Differences.Count > 0
            ? new Prover.Answer(Verdict.Refuted, 1, counterexample, Values: values)
            : Unknown($"the counterexample of {engine.Name} breaks nothing");
    }

    private static BitVecNum Number(Context z3, Claim claim, KeyValuePair<string, BigInteger> value) =>
        z3.MkBV(value.Value.ToString(CultureInfo.InvariantCulture), (uint)claim.Variables[value.Key].Width);

    private Prover.Answer Unknown(string? reason) => new(Verdict.Unknown, 1, Reason: reason ?? options.TimeIsUp);

    private ToolBounds Bounds(Stopwatch clock) =>
        new(options.Timeout - clock.Elapsed, options.Memory, options.Cancellation);
}
