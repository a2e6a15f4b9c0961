// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The top <c>encoder</c>: shells one behind the other, every row to both packers at once.</summary>
internal static class EncoderShell
{
    private const string Kind = "encoder";

    /// <summary>What is to be proved of it.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config)
    {
        yield return new Obligation($"{Kind}_wiring", "every port of its shells and of its own is wired as the path from values to streams says", Wires)
        {
            Kernels = [Kind, "lane_align"],
            AnyKernels = true,
            Assumes = "nothing: any state",
        };
        yield return new Obligation(
            $"{Kind}_status", "losses and errors are kept from the clock they occur in until they are cleared", Status)
        {
            Kernels = [Kind],
            AnyKernels = true,
            Assumes = "nothing: any state",
        };
    }

    private static void Wires(Claim claim)
    {
        var config = claim.Config;
        var clock = new ShellClock(claim, Kind, given: ("aresetn", claim.Variable("aresetn", 1)));
        var wiring = new Wiring(claim, clock);
        foreach (var instance in clock.Shell.Instances.Where(instance => !instance.IsKernel))
        {
            wiring.Clocked(instance.Name, "aclk", ~clock["aresetn"]);
        }

        if (config.Frozen is null)
        {
            wiring.Port("u_intake.descriptor_valid_i", clock["s_axis_descriptor_tvalid"]);
            wiring.Port("u_intake.descriptor_data_i", clock["s_axis_descriptor_tdata"]);
            wiring.Port("s_axis_descriptor_tready", clock["u_intake.descriptor_ready_o"]);
        }

        wiring.Port("u_intake.values_valid_i", clock["s_axis_values_tvalid"]);
        wiring.Port("u_intake.values_keep_i", clock["s_axis_values_tkeep"]);
        wiring.Port("u_intake.values_last_i", clock["s_axis_values_tlast"]);
        wiring.Port("s_axis_values_tready", clock["u_intake.values_ready_o"]);
        wiring.Stream("u_intake.row", "u_adapt.in");
        wiring.Bundle(clock.In("u_intake.row").With(("codes", clock["s_axis_values_tdata"])), "u_adapt.in");
        if (config.HasMetadata)
        {
            wiring.Stream("u_adapt.out", "u_gecko.in");
            wiring.Bundle(clock.In("u_adapt.out"), "u_gecko.in");
        }

        WirePackers(claim, clock, wiring);
        wiring.Port("losses_o", clock.Before("losses_o"));
        wiring.Port("errors_o", clock.Before("errors_o"));
        wiring.Complete();
    }

    // A row goes to both packers in the same clock: each is offered it when the other is ready.
    private static void WirePackers(Claim claim, ShellClock clock, Wiring wiring)
    {
        var metadata = claim.Config.HasMetadata;
        var source = metadata ? "u_gecko.out" : "u_adapt.out";
        var row = clock.In(source);
        var (dataReady, metaReady) = (clock["u_data_packer.row_ready_o"], metadata ? clock["u_meta_packer.row_ready_o"] : SmtTerm.Constant(1, 1));
        var valid = clock[$"{source}_valid_o"];
        wiring.Port($"{source}_ready_i", dataReady & metaReady);

        var width = row["mantissa"].Resize(PackRule.WidthBits) + row["sign"].Resize(PackRule.WidthBits)
            + row[metadata ? "width" : "exponent"].Resize(PackRule.WidthBits);
        var (exponentBits, mantissaBits) = (claim.Container.ExponentBits, claim.Container.MantissaBits);
        var index = Terms.IndexBits(claim.Config.Word);
        var lanes = Stages.Lanes(claim, lane => claim.Rtl(
            "lane_align", lane, ("field_i", row.Lane(metadata ? "fields" : "exponents", lane, exponentBits)),
            ("sign_i", row.Lane("signs", lane, 1)), ("mantissa_i", row.Lane("mantissas", lane, mantissaBits)), ("keep_sign_i", row["sign"])));
        Pack("u_data_packer", "data", valid & metaReady, [
            ("width", SmtTerm.Mux(row["void"], Terms.Number(PackRule.WidthBits, 0), width)),
            ("offset", Terms.Number(index, mantissaBits % claim.Config.Word) - row["mantissa"].Resize(index)),
            ("bits", lanes("bits_o")),
        ]);
        if (metadata)
        {
            Pack("u_meta_packer", "metadata", valid & dataReady, [
                ("width", row["meta_width"].Resize(PackRule.WidthBits)), ("offset", Terms.Number(5, 0)),
                ("bits", row["meta_bits"].Resize(32)),
            ]);
        }

        void Pack(string packer, string stream, SmtTerm offered, (string Name, SmtTerm Value)[] values)
        {
            wiring.Port($"{packer}.row_valid_i", offered);
            foreach (var (name, value) in values)
            {
                wiring.Port($"{packer}.row_{name}_i", value);
            }

            foreach (var name in (string[])["first", "last", "error"])
            {
                wiring.Port($"{packer}.row_{name}_i", row[name]);
            }

            var keep = clock[$"m_axis_{stream}_tkeep"].Width;
            wiring.Port($"m_axis_{stream}_tvalid", clock[$"{packer}.out_valid_o"]);
            wiring.Port($"m_axis_{stream}_tdata", clock[$"{packer}.out_data_o"]);
            wiring.Port($"m_axis_{stream}_tkeep", Terms.Repeat(~clock[$"{packer}.out_empty_o"], keep));
            wiring.Port($"m_axis_{stream}_tlast", clock[$"{packer}.out_last_o"]);
            wiring.Port($"m_axis_{stream}_tuser", clock[$"{packer}.out_error_o"]);
            wiring.Port($"{packer}.out_ready_i", clock[$"m_axis_{stream}_tready"]);
        }
    }

    private static void Status(Claim claim)
    {
        var clock = new ShellClock(claim, Kind, given: ("aresetn", claim.Variable("aresetn", 1)));
        var cleared = ~clock["aresetn"] | clock["status_clear_i"];
        var leaves = clock["u_adapt.out_valid_o"] & clock["u_adapt.out_ready_i"];
        Sticky("losses_o", clock["u_adapt.out_losses_o"] & Terms.Repeat(leaves, 4));
        Sticky("errors_o", clock["u_intake.new_errors_o"]);

        void Sticky(string register, SmtTerm now)
        {
            var kept = clock.Before(register) | now;
            claim.Equal(register, SmtTerm.Mux(cleared, SmtTerm.Constant(kept.Width, 0), kept), clock.After(register));
        }
    }
}
