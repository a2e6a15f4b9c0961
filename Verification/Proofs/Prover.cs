// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Z3;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs.Engines;
using Rtlgen.Verification.Proofs.Kernels;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Printing;
using Rtlgen.Verification.Proofs.Symbolic;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs;

/// <summary>How proofs are done.</summary>
public sealed record ProofOptions
{
    /// <summary>How long one obligation may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many obligations at once.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>How much memory one query may take, in MiB.</summary>
    public int Memory { get; init; } = 4096;

    /// <summary>Who is asked; null for Z3.</summary>
    public SatEngine? Engine { get; init; }

    /// <summary>The golden rules; others only to show that they are refused.</summary>
    public GoldenRules Rules { get; init; } = new();

    /// <summary>Where Yosys's answers are kept; null for the default.</summary>
    public FolderCache? Cache { get; init; }

    /// <summary>Why it is unknown if time was up.</summary>
    internal string TimeIsUp =>
        string.Create(CultureInfo.InvariantCulture, $"no answer in {Timeout.TotalSeconds:0.###} s");

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation { get; init; }
}

/// <summary>Proves obligations with Z3, or with another engine.</summary>
public sealed class Prover(Design design, ProofOptions options)
{
    /// <summary>Why nothing is proved where nothing may be assumed.</summary>
    internal const string NothingAssumed = "the assumptions were not shown to hold for any input";

    private static readonly string[] Steps =
        ["simplify", "propagate-values", "solve-eqs", "simplify", "bit-blast", "sat"];

    /// <summary>Proves many, some at a time.</summary>
    /// <param name="obligations">The obligations.</param>
    /// <param name="finished">Told of each result when it is there, from any thread; null for nobody.</param>
    /// <returns>The results in the order of the obligations.</returns>
    public IReadOnlyList<ProofResult> Prove(IReadOnlyList<Obligation> obligations, Action<ProofResult>? finished = null)
    {
        return [.. obligations.AsParallel().AsOrdered()
            .WithDegreeOfParallelism(options.Jobs)
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .WithCancellation(options.Cancellation)
            .Select(obligation =>
            {
                var result = Prove(obligation);
                finished?.Invoke(result);
                return result;
            })];
    }

    /// <summary>Proves one.</summary>
    /// <returns>The result; what went wrong on the way makes it unknown.</returns>
    public ProofResult Prove(Obligation obligation)
    {
        ArgumentNullException.ThrowIfNull(obligation);
        var clock = Stopwatch.StartNew();
        var answer = new Answer(Verdict.Unknown);
        try
        {
            answer = options.Engine is { } engine
                ? new SecondOpinion(design, options, engine).Ask(obligation, Module, clock)
                : Ask(obligation, clock);
        }
        catch (Exception exception) when (exception is ToolMissingException or ToolFailedException
            or NetlistException or UnprintableException or InvalidDataException or Z3Exception or DllNotFoundException or TypeInitializationException)
        {
            var cause = exception is TypeInitializationException { InnerException: { } inner } ? inner : exception;
            answer = answer with { Reason = cause.Message.ReplaceLineEndings(" ") };
        }

        var modules = obligation.Kernels.Select(Module).ToList();
        return new ProofResult(
            obligation.Name,
            obligation.Property,
            obligation.Assumes,
            design.Config.Name,
            [.. modules.Select(module => module.Name)],
            modules.Count == 0 ? "" : Hash(string.Concat(modules.Select(module => module.Text))),
            answer.Reason is null ? options.Engine?.Version ?? EngineName() : "",
            answer.Verdict,
            answer.Cases,
            clock.Elapsed.TotalSeconds,
            answer.Counterexample,
            answer.Reason)
        { Values = answer.Values };
    }

    private Answer Ask(Obligation obligation, Stopwatch clock)
    {
        using var scope = new SmtScope();
        using var interruption = options.Cancellation.Register(scope.Context.Interrupt);
        var definitions = new Definitions(options.Cache);
        var shells = new Dictionary<string, SymbolicShell>();
        var (cases, anything) = (0, false);
        foreach (var pins in Cases(obligation))
        {
            var claim = new Claim(design.Config, options.Rules, Module, LoadShell, pins);
            obligation.State(claim);
            if (claim.Equalities.Count == 0)
            {
                throw new InvalidOperationException($"{obligation.Name} claims nothing");
            }

            if (scope.Context.MkAnd(Assumptions(claim)).Simplify().IsFalse)
            {
                continue;
            }

            cases++;
            var ties =
                obligation.AnyKernels ? [.. Agreements(claim).Select(pair => pair.IsSet)] : definitions.Of(claim);
            var answer = Decide(claim, ties, clock);
            if (obligation.AnyKernels && answer.Verdict == Verdict.Refuted)
            {
                // What is refuted for any kernels may hold for these, and a counterexample must be one of these.
                ties = definitions.Of(claim);
                answer = Decide(claim, ties, clock);
            }

            if (answer.Verdict != Verdict.Proved)
            {
                return answer with { Cases = cases };
            }

            anything = anything || IsPossible(claim, ties, clock);
        }

        return anything
            ? new Answer(Verdict.Proved, cases)
            : new Answer(Verdict.Unknown, cases, Reason: NothingAssumed);

        SymbolicShell LoadShell(string kind) => shells.TryGetValue(kind, out var shell)
            ? shell
            : shells[kind] = SymbolicShell.Load(Module(kind), design.Modules, options.Cache);

        EmittedModule Module(string kind) => obligation.Kernels.Contains(kind)
            ? this.Module(kind)
            : throw new InvalidOperationException($"{obligation.Name} does not name {kind} among its modules");
    }

    /// <summary>That a claim's assumptions hold, one by one.</summary>
    internal static BoolExpr[] Assumptions(Claim claim) =>
        [.. claim.Assumptions.Select(assumption => assumption.IsSet)];

    /// <summary>What is known of kernels that may be any: given the same, they give the same.</summary>
    /// <remarks>Lanes' kernels may even differ from lane to lane: that is proved too, and leaves fewer pairs.</remarks>
    internal static IEnumerable<SmtTerm> Agreements(Claim claim) =>
        from same in claim.Applications.GroupBy(application => (application.Module.Name, application.Lane))
        from pair in same.SelectMany((one, index) => same.Skip(index + 1).Select(other => one.AgreesWith(other)))
        select pair;

    private Answer Decide(Claim claim, BoolExpr[] kernels, Stopwatch clock)
    {
        var z3 = SmtScope.Current;
        using var solver = MakeSolver(z3, clock);
        if (solver is null)
        {
            return new Answer(Verdict.Unknown, Reason: TimeIsUp);
        }

        solver.Assert([.. Assumptions(claim), .. kernels, z3.MkOr([.. claim.Equalities.Select(equality => Differ(z3, equality))])]);
        var status = solver.Check();
        options.Cancellation.ThrowIfCancellationRequested();
        if (status == Status.UNSATISFIABLE)
        {
            return new Answer(Verdict.Proved);
        }

        if (status == Status.UNKNOWN)
        {
            return new Answer(Verdict.Unknown, Reason: Reason(solver.ReasonUnknown, clock));
        }

        var counterexample = CounterexampleReader.Read(solver.Model, claim);
        return counterexample.Differences.Count > 0
            ? new Answer(Verdict.Refuted, Counterexample: counterexample, Values: CounterexampleReader.Values(solver.Model, claim))
            : new Answer(Verdict.Unknown, Reason: "the solver's counterexample breaks nothing");
    }

    private string TimeIsUp => options.TimeIsUp;

    // A frozen design has one descriptor; whatever is left of the split is gone through value by value.
    private IEnumerable<IReadOnlyDictionary<string, ulong>> Cases(Obligation obligation)
    {
        IEnumerable<Dictionary<string, ulong>> cases = [Frozen(design.Config)];
        foreach (var (variable, width) in obligation.Split.Where(split => !Frozen(design.Config).ContainsKey(split.Variable)))
        {
            cases = cases.SelectMany(pins => Enumerable.Range(0, 1 << width)
                .Select(value => new Dictionary<string, ulong>(pins) { [variable] = (ulong)value }));
        }

        return cases;
    }

    /// <summary>The variables that a design has frozen, with their values.</summary>
    internal static Dictionary<string, ulong> Frozen(HardwareConfig config) => config.Frozen is not { } frozen ? [] : new()
    {
        ["mantissa"] = (ulong)frozen.Mantissa,
        ["exponent"] = (ulong)frozen.Exponent,
        ["low"] = (ulong)frozen.Low,
        ["sign"] = frozen.Sign ? 1u : 0,
        ["coder"] = (ulong)frozen.Coder,
        ["bias"] = (ulong)frozen.Bias,
        ["rounding"] = (ulong)frozen.Rounding,
    };

    private bool IsPossible(Claim claim, BoolExpr[] kernels, Stopwatch clock)
    {
        using var solver = MakeSolver(SmtScope.Current, clock);
        solver?.Assert([.. Assumptions(claim), .. kernels]);
        return solver?.Check() == Status.SATISFIABLE;
    }

    private Solver? MakeSolver(Context context, Stopwatch clock)
    {
        options.Cancellation.ThrowIfCancellationRequested();
        var left = options.Timeout - clock.Elapsed;
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        var steps = Steps.Select(context.MkTactic).ToList();
        var solver = context.MkSolver(context.AndThen(steps[0], steps[1], [.. steps.Skip(2)]));
        solver.Parameters = context.MkParams()
            .Add("ctrl_c", false)
            .Add("timeout", (uint)Math.Ceiling(left.TotalMilliseconds))
            .Add("max_memory", (uint)options.Memory);
        return solver;
    }

    private string Reason(string reason, Stopwatch clock) =>
        clock.Elapsed >= options.Timeout || reason is "timeout" or "canceled" ? TimeIsUp : $"solver: {reason}";

    private EmittedModule Module(string kind)
    {
        var name = design.Config.ModuleName(kind);
        return design.Modules.Single(module => module.Name == name);
    }

    private static BoolExpr Differ(Context context, Equality equality) =>
        context.MkNot(context.MkEq(equality.Expected.Expression, equality.Actual.Expression));

    private static string EngineName() => $"Z3 {Microsoft.Z3.Version.FullVersion.Replace("Z3 ", "", StringComparison.Ordinal)} ({string.Join(' ', Steps.Distinct())})";

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>How it ended.</summary>
    internal sealed record Answer(Verdict Verdict, int Cases = 0, Counterexample? Counterexample = null, string? Reason = null,
        IReadOnlyDictionary<string, BigInteger>? Values = null);
}
