// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Tests.Verification.Proofs.Symbolic;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Proofs.Engines;
using Rtlgen.Verification.Proofs.Symbolic;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Engines;

/// <summary>Engines that read the claim's Verilog prove what Z3 proves, and refuse what Z3 refuses.</summary>
public sealed class EngineTests
{
    private static readonly Design Design = new DesignEmitter().Emit(new HardwareConfig { Lanes = 1 });

    private static readonly Design Frozen = new DesignEmitter().Emit(
        new HardwareConfig { Lanes = 2 }.Freeze(new Descriptor { Mantissa = 3, Exponent = 5, Low = 104, Bias = 15 }));

    private static readonly SatEngine[] Engines = [new YosysEngine(), new AbcEngine(), new CadicalEngine()];

    private static bool Full => Environment.GetEnvironmentVariable("RTLGEN_FULL_TESTS") is { Length: > 0 };

    public static TheoryData<string> Names => [.. Engines.Select(engine => engine.Name)];

    private static readonly (string Obligation, string Kind, string Find, string Replace)[] Changes =
    [
        ("restore", "restore", "low_i - {", "low_i + {"),
        ("adapt_round", "adapt_round", "others = {half, 1'b0}", "others = {1'b0, half}"),
        ("gecko_exponent", "gecko_exponent", "moved & top_i", "moved"),
        ("pack", "lane_merge32", "above_i ^ {WORD_BITS{spill_i}}", "above_i"),
        ("metadata_packer", "metadata_packer", "spill = total > 7'd32", "spill = total >= 7'd32"),
        ("data_packer_reset", "data_packer", "if (rst_i)           final_q <= 1'b0", "if (1'b0)            final_q <= 1'b0"),
        ("tensor_output_stable", "tensor_output", "out_free = !out_valid_q || values_ready_i", "out_free = !out_valid_q || !values_ready_i"),
    ];

    public static TheoryData<string, string, string, string, string> Mutants
    {
        get
        {
            var mutants = new TheoryData<string, string, string, string, string>();
            foreach (var (engine, change) in Engines.SelectMany(engine => Changes.Select(change => (engine, change))))
            {
                mutants.Add(engine.Name, change.Obligation, change.Kind, change.Find, change.Replace);
            }

            return mutants;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_obligation_is_proved(string name)
    {
        foreach (var design in Full ? new[] { Design, Frozen, new DesignEmitter().Emit(new HardwareConfig()) } : [Design])
        {
            var results = new Prover(design, Options(name)).Prove(ProofPlan.Of(design.Config));
            Assert.All(results, result => Assert.True(
                result.Verdict == Verdict.Proved, $"{result.Name}: {result.Verdict} {result.Reason} {string.Join('\n', result.Counterexample?.Lines ?? [])}"));
            Assert.All(results, result => Assert.StartsWith(name, result.Engine, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_changed_module_is_refuted(string engine, string obligation, string kind, string find, string replace)
    {
        var mutant = Refutations.Mutant(Design, kind, find, replace);
        var result = new Prover(mutant, Options(engine)).Prove(Refutations.Named(Design, obligation));
        Assert.True(result.Verdict == Verdict.Refuted, $"{result.Verdict} {result.Reason}");
        Assert.NotEmpty(result.Counterexample!.Differences);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_rule_is_refuted_with_a_counterexample_in_the_words_of_the_format(string engine)
    {
        var result = new Prover(Design, Options(engine) with { Rules = Refutations.HalfFlush })
            .Prove(Refutations.Named(Design, "adapt_window"));
        Assert.Equal(Verdict.Refuted, result.Verdict);
        var exponent = Convert.ToInt32(result.Counterexample!.Inputs["rounded exponent"][2..], 16);
        Assert.True(exponent < int.Parse(result.Counterexample.Descriptor["low"], null));
        Assert.Contains(result.Counterexample.Lines, line => line.StartsWith("mantissa (in place): must be 0x", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Assumptions_that_contradict_each_other_prove_nothing(string engine)
    {
        var result = Prove(engine, new Obligation("void", "anything", claim =>
        {
            var (x, y) = (claim.Variable("x", 8), claim.Variable("y", 8));
            claim.Assume(SmtTerm.Less(x, y));
            claim.Assume(SmtTerm.Less(y, x));
            claim.Equal("x", x, y);
        }));
        Assert.Equal(Verdict.Unknown, result.Verdict);
        Assert.Equal("the assumptions were not shown to hold for any input", result.Reason);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_any_kernel_might_break_is_asked_of_the_real_ones(string engine)
    {
        var loose = Refutations.Named(Design, "restore") with { AnyKernels = true };
        Assert.Equal(Verdict.Proved, Prove(engine, loose).Verdict);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_net_that_nothing_drives_proves_nothing(string engine)
    {
        var ghost = Refutations.Mutant(
            Design, "restore", "wire [EXPONENT_BITS-1:0] moved = exponent_i + below;",
            "wire ghost; wire [EXPONENT_BITS-1:0] moved = exponent_i + below + (ghost ? 8'd1 : 8'd0);");
        var result = new Prover(ghost, Options(engine)).Prove(Refutations.Named(Design, "restore"));
        Assert.Equal(Verdict.Unknown, result.Verdict);
        Assert.Contains("yosys: exit code 1", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Too_little_time_or_memory_is_unknown(string engine)
    {
        var late = new Prover(Design, Options(engine) with { Timeout = TimeSpan.FromSeconds(4) }).Prove(Hard);
        Assert.Equal(Verdict.Unknown, late.Verdict);
        Assert.Equal("no answer in 4 s", late.Reason);
        Assert.True(late.Seconds < 30);

        var poor = new Prover(Design, Options(engine) with { Memory = 1 }).Prove(Hard);
        Assert.Equal(Verdict.Unknown, poor.Verdict);
        Assert.NotEmpty(poor.Reason!);
    }

    [Fact]
    public void A_missing_engine_is_unknown()
    {
        foreach (var engine in (SatEngine[])[new AbcEngine(new("no-such-abc", "abc-package")), new CadicalEngine(new("no-such-solver", "solver-package"))])
        {
            var result =
                new Prover(Design, new ProofOptions { Engine = engine }).Prove(Refutations.Named(Design, "restore"));
            Assert.Equal(Verdict.Unknown, result.Verdict);
            Assert.Matches("is not installed: install the Debian package (abc|solver)-package", result.Reason);
            Assert.Empty(result.Engine);
        }
    }

    [Fact]
    public void A_random_term_is_printed_with_the_value_that_it_has_on_concrete_words()
    {
        int[] widths = [1, 5, 8, 23, 32, 64];
        Assert.Equal(Verdict.Proved, Prove("cadical", Random(value => value)).Verdict);
        Assert.Equal(Verdict.Refuted, Prove("cadical", Random(value => ~value)).Verdict);

        Obligation Random(Func<SmtTerm, SmtTerm> printed) => new("random", "terms have their values", claim =>
        {
            foreach (var seed in Enumerable.Range(0, 60))
            {
                var random = Properties.Random($"{nameof(EngineTests)}{seed}");
                var start = random.Next();
                var words = widths.Select(width => new BitWord((ulong)random.NextInt64() & (ulong.MaxValue >> (64 - width)), width)).ToList();
                var variables = widths.Select((width, i) => claim.Variable($"x{i}", width)).ToList();
                var here = variables.Zip(words).Select(
                    pair => SmtTerm.Equal(pair.First, SmtTerm.Constant(pair.Second.Width, pair.Second.Value)))
                    .Aggregate((all, one) => all & one);
                var value = RandomTerm.Build(new Random(start), words);
                var term = printed(RandomTerm.Build(new Random(start), variables));
                claim.EqualWhere(here, $"term {seed}", SmtTerm.Constant(value.Width, value.Value), term);
            }
        });
    }

    [Fact]
    public void An_operator_without_Verilog_is_unknown_by_its_name()
    {
        var result = Prove("cadical", new Obligation("odd", "an array is itself", claim =>
        {
            var z3 = SmtScope.Current;
            var array = z3.MkArrayConst("a", z3.MkBitVecSort(2), z3.MkBitVecSort(8));
            var picked = new SmtTerm((Microsoft.Z3.BitVecExpr)z3.MkSelect(array, claim.Variable("x", 2).Expression));
            claim.Equal("x", picked, picked);
        }));
        Assert.Equal(Verdict.Unknown, result.Verdict);
        Assert.StartsWith("the claim cannot be printed as Verilog: ", result.Reason, StringComparison.Ordinal);
    }

    private static Obligation Hard { get; } = new("hard", "multiplication commutes", claim =>
    {
        var (x, y) = (claim.Variable("x", 32), claim.Variable("y", 32));
        claim.Equal("product", Product(x, y), Product(y, x));
    });

    private static SmtTerm Product(SmtTerm left, SmtTerm right) => Enumerable.Range(0, 32)
        .Select(bit => SmtTerm.Mux(
            right.Slice(bit, 1), SmtTerm.ShiftLeft(left, SmtTerm.Constant(6, (ulong)bit)), SmtTerm.Constant(32, 0)))
        .Aggregate((sum, part) => sum + part);

    private static ProofOptions Options(string engine) => new()
    {
        Engine = Engines.Single(other => other.Name == engine),
        Timeout = TimeSpan.FromMinutes(5),
    };

    private static ProofResult Prove(string engine, Obligation obligation) =>
        new Prover(Design, Options(engine)).Prove(obligation);
}
