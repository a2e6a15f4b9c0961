// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>Packers refine a machine that packs a whole row in one step: docs/proofs.md.</summary>
/// <remarks>
/// The step is put together from the packer's own kernels, which the kernel obligations hold to
/// <see cref="PackRule"/>. A state of the packer stands for the step's state and a queue of beats on their way: what
/// comes out if the rows inside are packed and no more follow. Every clock takes the row that is accepted into that
/// state, and the beat that is taken out of the queue, and does nothing else.
/// </remarks>
internal static class PackerObligations
{
    /// <summary>What is to be proved of a configuration's packers.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config) =>
    [
        .. Packer("data_packer", config.Lanes, config.Word, config.Depth),
        .. config.HasMetadata ? Packer("metadata_packer", 1, 32, config.Depth) : [],
    ];

    private static IEnumerable<Obligation> Packer(string kind, int lanes, int word, PipelineDepth depth)
    {
        string[] modules = [kind, $"rotate{word}", $"position_mask{word}", $"lane_merge{word}"];

        // Lanes share control and nothing else: one at a time is far easier for the solver than all at once.
        for (var number = 0; number < lanes; number++)
        {
            var lane = number;
            yield return new Obligation(
                lanes == 1 ? kind : $"{kind}_lane{lane}",
                "every clock queues the beats of the accepted row in order, and loses, doubles or changes none",
                claim => Refines(claim, kind, lane, word))
            {
                Kernels = modules,
                AnyKernels = true,
                Assumes = "the invariant; a row is first if the one before was last; its width is at most B; what lane_merge shows of word_o",
            };
        }

        yield return new Obligation(
            $"{kind}_reset", "reset leaves an empty packer, where the invariant holds", claim => Resets(claim, kind, word))
        {
            Kernels = modules,
            AnyKernels = true,
            Assumes = "nothing: any state",
        };
        string[] valid =
        [
            .. depth.HasRotate ? ["rotate_valid_q"] : Array.Empty<string>(),
            .. depth.HasMerge ? ["merge_valid_q"] : Array.Empty<string>(), "final_q", "out_valid_o",
        ];
        yield return Stages.Progress(kind, valid.Length, input: "row", valid: valid);
    }

    private static void Refines(Claim claim, string kind, int lane, int word)
    {
        var shell = claim.Shell(kind);
        var (inputs, open) = (shell.AnyInputs(claim), claim.Variable("tensor open", 1));
        var before = new PackerState(claim, shell.AnyState(claim), lane, word);
        claim.Assume(before.Invariant(open));
        claim.Assume(SmtTerm.Equal(inputs["row_first_i"], ~open));
        claim.AssumeAtMost(inputs["row_width_i"], Terms.Number(PackRule.WidthBits, word));

        var (outputs, next) = shell.Clock(claim, before.Registers, inputs);
        var after = new PackerState(claim, next, lane, word);
        var accepted = inputs["row_valid_i"] & outputs["row_ready_o"];
        var taken = outputs["out_valid_o"] & inputs["out_ready_i"];

        var step = before.Step(inputs);
        BeatQueue.MustEqual(
            claim,
            [.. before.Beats, .. step.Beats.Select(beat => beat.When(accepted))],
            [before.Output(taken), .. after.Beats],
            ["data", "empty", "last", "error"]);

        claim.Equal("bits that wait", SmtTerm.Mux(accepted, step.Left, before.Rest), after.Rest);
        claim.EqualWhere(accepted, "fill", step.Fill, next["fill_q"]);
        claim.Holds("invariant", after.Invariant(SmtTerm.Mux(accepted, ~inputs["row_last_i"], open)));
    }

    private static void Resets(Claim claim, string kind, int word)
    {
        var shell = claim.Shell(kind);
        var inputs = shell.AnyInputs(claim).ToDictionary();
        inputs["rst_i"] = SmtTerm.Constant(1, 1);
        var after = new PackerState(claim, shell.Clock(claim, shell.AnyState(claim), inputs).Next, 0, word);
        claim.Holds("invariant", after.Invariant(SmtTerm.Constant(1, 0)));
        foreach (var beat in after.Beats)
        {
            claim.Holds("nothing on its way", ~beat.Valid);
        }
    }
}
