// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>What is proved alike of shells that are stages of a pipeline.</summary>
internal static class Stages
{
    /// <summary>An obligation about a shell and any kernels.</summary>
    public static Obligation Refines(string kind, string property, Action<Claim> state, params string[] kernels) => new(kind + "_step", property, state)
    {
        Kernels = [kind, .. kernels],
        AnyKernels = true,
        Assumes = "nothing: any state",
    };

    /// <summary>
    /// Claims that a clock adds the row that comes in to the end of the queue of rows on their way, takes the one that
    /// goes out from its front, and does nothing else.
    /// </summary>
    /// <param name="claim">Gets the claims.</param>
    /// <param name="before">Rows on their way before the clock as they will leave, the oldest first.</param>
    /// <param name="entering">The row that comes in, as it will leave.</param>
    /// <param name="leaving">The row that goes out; all of its payload is looked at.</param>
    /// <param name="after">Rows on their way after the clock.</param>
    public static void Refine(Claim claim, IReadOnlyList<Beat> before, Beat entering, Beat leaving, IReadOnlyList<Beat> after) =>
        BeatQueue.MustEqual(claim, [.. before, entering], [leaving, .. after], [.. leaving.Payload.Names]);

    /// <summary>How a chain of stages with one output register each flows: reset, progress, stable valid.</summary>
    /// <param name="kind">The shell.</param>
    /// <param name="depth">How many clocks a row takes through it if nothing is in its way.</param>
    /// <param name="input">Prefix of the stream that comes in.</param>
    /// <param name="output">Prefix of the stream that goes out.</param>
    public static IEnumerable<Obligation> Flow(string kind, int depth, string input = "in", string output = "out")
    {
        yield return Named($"{kind}_reset", "after reset nothing is on its way", claim =>
        {
            var reset = (Reset: "rst_i", SmtTerm.Constant(1, 1));
            var after = new ShellClock(claim, kind, given: reset).Next;
            Drained(claim, after, "valid after reset");
        });
        yield return Named($"{kind}_progress", $"with the sink ready a row is accepted in every clock, and all that is inside leaves within {depth} clocks", claim =>
        {
            IReadOnlyDictionary<string, SmtTerm>? state = null;
            for (var clocks = 0; clocks < depth; clocks++)
            {
                var clock = new ShellClock(
                    claim, kind, state, $", clock {clocks}", ($"{output}_ready_i", SmtTerm.Constant(1, 1)), ($"{input}_valid_i", SmtTerm.Constant(1, 0)));
                claim.Holds($"accepts in clock {clocks}", clock[$"{input}_ready_o"]);
                state = clock.Next;
            }

            Drained(claim, state!, "valid in the end");
        });
        yield return Named($"{kind}_waits", "a row that is offered and not taken is offered again", claim =>
        {
            var clock = new ShellClock(claim, kind, given: ($"{output}_ready_i", SmtTerm.Constant(1, 0)));
            claim.Holds("offered again", ~clock[$"{output}_valid_o"] | clock.After($"{output}_valid_o"));
        });

        Obligation Named(string name, string property, Action<Claim> state) => new(name, property, state)
        {
            Kernels = [kind],
            AnyKernels = true,
            Assumes = "nothing: any state",
        };
    }

    /// <summary>An obligation about a shell in any state, called <c>KIND_NAME</c>.</summary>
    public static Obligation About(string kind, string name, string property, Action<Claim> state, params string[] kernels) =>
        Refines(kind, property, state, kernels) with { Name = $"{kind}_{name}" };

    /// <summary>Claims that rows inside leave within some clocks if a shell's inputs are held so.</summary>
    public static void Leaves(Claim claim, string kind, int clocks, params (string Input, SmtTerm Value)[] given)
    {
        IReadOnlyDictionary<string, SmtTerm>? state = null;
        for (var i = 0; i < clocks; i++)
        {
            state = new ShellClock(claim, kind, state, $", clock {i}", given).Next;
        }

        Drained(claim, state!, "valid in the end");
    }

    /// <summary>Claims that no stage's valid register is set.</summary>
    public static void Drained(Claim claim, IReadOnlyDictionary<string, SmtTerm> registers, string what)
    {
        foreach (var (name, value) in registers.Where(register => register.Key.Contains("valid", StringComparison.Ordinal)))
        {
            claim.Holds($"{name} not {what}", ~value);
        }
    }

    /// <summary>Outputs of a kernel in every lane, put side by side by name.</summary>
    public static Func<string, SmtTerm> Lanes(Claim claim, Func<int, IReadOnlyDictionary<string, SmtTerm>> kernel)
    {
        var lanes = Enumerable.Range(0, claim.Config.Lanes).Select(kernel).ToList();
        return output => SmtTerm.Concat(lanes.Select(lane => lane[output]));
    }

    /// <summary>Each lane's bit, repeated.</summary>
    public static SmtTerm Spread(Claim claim, SmtTerm bits, int width) => SmtTerm.Concat(
        Enumerable.Range(0, claim.Config.Lanes).SelectMany(lane => Enumerable.Repeat(bits.Slice(lane, 1), width)));
}
