// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Verification.Proofs;
using Rtlgen.Verification.Proofs.Replays;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Replays;

/// <summary>What a proof says of a counterexample is what Icarus Verilog says of it.</summary>
public sealed class ReplayTests : IDisposable
{
    private static readonly Design Design = new DesignEmitter().Emit(new HardwareConfig { Lanes = 2 });

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("restore", "restore", "low_i - {", "low_i + {")]
    [InlineData("adapt", "adapt_round", "exponent[0] || (&filled)", "exponent[0]")]
    [InlineData("pack", "rotate32", "amount_i[3] ?", "amount_i[2] ?")]
    [InlineData("gecko_exponent", "gecko_exponent", "moved & top_i", "moved")]
    [InlineData("metadata_packer", "metadata_packer", "spill = total > 7'd32", "spill = total >= 7'd32")]
    [InlineData("data_packer_lane1", "data_packer", "start = row_first_i ? 6'd0 : fill_q", "start = fill_q")]
    [InlineData("data_packer_reset", "data_packer", "if (rst_i)           final_q <= 1'b0", "if (1'b0)            final_q <= 1'b0")]
    [InlineData("data_packer_stable", "data_packer", "else if (out_free) out_valid_q", "else               out_valid_q")]
    [InlineData("data_unpacker_stable", "data_unpacker", "if (out_free) begin", "begin")]
    [InlineData("tensor_output_stable", "tensor_output", "out_free = !out_valid_q || values_ready_i", "out_free = !out_valid_q || !values_ready_i")]
    public void A_mutant_does_in_simulation_what_its_counterexample_says(
        string name, string kind, string find, string replace)
    {
        var mutant = Refutations.Mutant(Design, kind, find, replace);
        var replay = Run(mutant, new ProofOptions(), name);
        Assert.True(replay.Reproduced, replay.Reason);
        Assert.True(new FileInfo(Path.Combine(replay.Folder, "replay.vcd")).Length > 0);
        var broken = mutant.Modules.Single(module => module.Name == Design.Config.ModuleName(kind));
        Assert.Equal(broken.Text, File.ReadAllText(Path.Combine(replay.Folder, broken.FileName)));
    }

    [Fact]
    public void A_shell_with_a_memory_has_no_replay_and_the_reason_says_so()
    {
        var mutant =
            Refutations.Mutant(Design, "group_buffer", "out_free = !out_valid_q || out_ready_i", "out_free = 1'b1");
        var replay = Run(mutant, new ProofOptions(), "group_buffer_rows");
        Assert.False(replay.Reproduced);
        Assert.Empty(replay.Folder);
        Assert.Contains("is not set in simulation", replay.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_planted_wrong_rule_differs_in_simulation_too()
    {
        var replay = Run(Design, new ProofOptions { Rules = Refutations.HalfFlush }, "adapt_window");
        Assert.True(replay.Reproduced, replay.Reason);
    }

    [Fact]
    public void The_script_runs_by_itself_and_prints_each_differing_field()
    {
        var options = new ProofOptions { Rules = Refutations.HalfFlush };
        var result = Prove(Design, options, "adapt_window");
        var replay = Replay.Of(Design, options, Refutations.Named(Design, "adapt_window"), result, _folder["moved"]);
        Directory.Move(_folder["moved"], _folder["elsewhere"]);
        var output = Tool.Shell.Require("/", Path.Combine(_folder["elsewhere"], Replay.Script));
        Assert.All(result.Counterexample!.Differences, difference => Assert.Contains(
            $"{difference.Field}: must be {difference.Expected}, is {difference.Actual}", output, StringComparison.Ordinal));
        Assert.True(replay.Reproduced);
    }

    [Fact]
    public void A_counterexample_that_simulation_does_not_show_is_told_apart()
    {
        var mutant = Refutations.Mutant(Design, "restore", "low_i - {", "low_i + {");
        var result = Prove(mutant, new ProofOptions(), "restore");
        var replay =
            Replay.Of(Design, new ProofOptions(), Refutations.Named(Design, "restore"), result, _folder["replay"]);
        Assert.False(replay.Reproduced);
        Assert.Equal("simulation shows other values", replay.Reason);
    }

    private Replay Run(Design design, ProofOptions options, string name) =>
        Replay.Of(design, options, Refutations.Named(design, name), Prove(design, options, name), _folder["replay"]);

    private static ProofResult Prove(Design design, ProofOptions options, string name)
    {
        var result = new Prover(design, options).Prove(Refutations.Named(design, name));
        Assert.True(result.Verdict == Verdict.Refuted, $"{result.Verdict} {result.Reason}");
        return result;
    }
}
