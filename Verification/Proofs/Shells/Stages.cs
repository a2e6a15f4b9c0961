// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>What is proved alike of shells that are stages of a pipeline.</summary>
internal static class Stages
{
    /// <summary>An obligation about a shell and any kernels.</summary>
    public static Obligation Refines(string kind, string property, Action<Claim> state, params string[] kernels) => new(
        kind + "_step", property, state)
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
    /// <exception cref="NetlistException">Rows carry nothing.</exception>
    public static void Refine(
        Claim claim, IReadOnlyList<Beat> before, Beat entering, Beat leaving, IReadOnlyList<Beat> after)
    {
        string[] names = [.. leaving.Payload.Names];
        if (names.Length == 0)
        {
            throw new NetlistException("rows carry nothing: what is claimed of them says nothing");
        }

        BeatQueue.MustEqual(claim, [.. before, entering], [leaving, .. after], names);
    }

    /// <summary>How a chain of stages with a register each flows: reset, progress, and that valid waits for
    /// ready.</summary>
    /// <param name="kind">The shell.</param>
    /// <param name="depth">How many clocks a row takes through it if nothing is in its way; 0 if it has no stage: a row
    /// passes within the clock.</param>
    /// <param name="name">What the obligations' names begin with; null for the shell's.</param>
    /// <param name="input">Prefix of the stream that comes in.</param>
    /// <param name="output">Prefix of the stream that goes out.</param>
    /// <param name="valid">The stages' valid registers; null for all of the shell's.</param>
    public static IEnumerable<Obligation> Flow(
        string kind, int depth, string? name = null, string input = "in", string output = "out", IReadOnlyList<string>? valid = null) =>
        depth == 0 ? [Named(kind, name, "passes", "a row is offered and accepted within the clock", claim =>
        {
            var (clock, source, sink) = (new ShellClock(claim, kind), Stream.Into(input), Stream.OutOf(output));
            claim.Equal("offered", clock[source.Valid], clock[sink.Valid]);
            claim.Equal("accepted", clock[sink.Ready], clock[source.Ready]);
        })] :
    [
        Named(kind, name, "reset", "after reset nothing is on its way", claim =>
            Drained(claim, new ShellClock(claim, kind, given: ("rst_i", SmtTerm.Constant(1, 1))).Next, valid, "after reset")),
        Progress(kind, depth, name, input, output, valid),
        Named(kind, name, "room", "a row is accepted unless every stage holds one that cannot leave", claim =>
        {
            var clock = new ShellClock(claim, kind, given: (Stream.OutOf(output).Ready, SmtTerm.Constant(1, 0)));
            var full =
                Valid(clock.Registers, valid).Select(register => register.Value).Aggregate((all, one) => all & one);
            claim.Equal("accepted", ~full, clock[Stream.Into(input).Ready]);
        }),
        Named(kind, name, "waits", "a row that is offered and not taken is offered again", claim =>
        {
            var sink = Stream.OutOf(output);
            var clock = new ShellClock(claim, kind, given: (sink.Ready, SmtTerm.Constant(1, 0)));
            var next = new ShellClock(claim, kind, clock.Next, ", a clock later");
            claim.Holds("offered again", Terms.Implies(clock[sink.Valid], next[sink.Valid]));
        }),
    ];

    /// <summary>With the sink ready a row is accepted in every clock, and what is inside leaves within some
    /// clocks.</summary>
    public static Obligation Progress(
        string kind, int depth, string? name = null, string input = "in", string output = "out", IReadOnlyList<string>? valid = null)
    {
        var (source, sink) = (Stream.Into(input), Stream.OutOf(output));
        return Named(kind, name, "progress", $"with the sink ready a row is accepted in every clock, and all beats inside leave within {depth} clocks", claim =>
        {
            IReadOnlyDictionary<string, SmtTerm>? state = null;
            for (var clocks = 0; clocks < depth; clocks++)
            {
                var clock = new ShellClock(
                    claim, kind, state, $", clock {clocks}", (sink.Ready, SmtTerm.Constant(1, 1)), (source.Valid, SmtTerm.Constant(1, 0)));
                claim.Holds($"accepts in clock {clocks}", clock[source.Ready]);
                state = clock.Next;
            }

            Drained(claim, state!, valid, "in the end");
        });
    }

    private static Obligation Named(string kind, string? name, string suffix, string property, Action<Claim> state) => new($"{name ?? kind}_{suffix}", property, state)
    {
        Kernels = [kind],
        AnyKernels = true,
        Assumes = "nothing: any state",
    };

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

        Drained(claim, state!, null, "in the end");
    }

    /// <summary>Claims that stages hold nothing.</summary>
    /// <param name="claim">Gets the claims.</param>
    /// <param name="registers">All registers.</param>
    /// <param name="valid">The stages' valid registers; null for all with valid in their name.</param>
    /// <param name="when">When that is.</param>
    public static void Drained(
        Claim claim, IReadOnlyDictionary<string, SmtTerm> registers, IReadOnlyList<string>? valid, string when)
    {
        foreach (var (name, value) in Valid(registers, valid))
        {
            claim.Holds($"{name} clear {when}", ~value);
        }
    }

    private static IEnumerable<KeyValuePair<string, SmtTerm>> Valid(IReadOnlyDictionary<string, SmtTerm> registers, IReadOnlyList<string>? names) =>
        registers.Where(
            register => names?.Contains(register.Key) ?? register.Key.Contains("valid", StringComparison.Ordinal));

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
