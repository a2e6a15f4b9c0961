// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Views;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The shell <c>decoder</c>: what it gives the shells inside it, port by port, and its status.</summary>
internal static class DecoderShell
{
    private const string Kind = "decoder";

    private const string Sequencer =
        "u_sequencer", Request = "u_request", Unpacker = "u_data_unpacker", Gecko = "u_gecko", Output = "u_output";

    /// <summary>What is to be proved of it.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config)
    {
        string[] kernels = ["mantissa_mask", "exponent_mask", "lane_split"];
        yield return Stages.Refines(Kind, "every port of the shells inside is given what the stage before it gives; pads are zero; errors stay until cleared", Refines, kernels);
        yield return Stages.About(Kind, "reset", "a clock in reset resets the shells inside, the count of tensors' ends and the status", claim =>
        {
            var clock = new ShellClock(claim, Kind, given: ("aresetn", SmtTerm.Constant(1, 0)));
            foreach (var instance in clock.Shell.Instances.Where(instance => !instance.IsKernel))
            {
                claim.Holds($"{instance.Name} is reset", clock[$"{instance.Name}.rst_i"]);
            }

            claim.Holds("no tensor ends inside", ~Terms.Any(clock.After("ahead_q")));
            claim.Holds("no errors", ~Terms.Any(clock.After("errors_o")));
        }, kernels);
        yield return DecoderAbort.Of(config, kernels);
    }

    private static void Refines(Claim claim)
    {
        var (config, clock) = (claim.Config, new ShellClock(claim, Kind));
        var wiring = new Wiring(claim, clock);
        foreach (var instance in (string[])[Sequencer, Request, Unpacker, .. config.HasMetadata ? [Gecko] : Array.Empty<string>(), Output])
        {
            wiring.Clocked(instance, "aclk", SmtTerm.Constant(1, 0));
        }

        // Descriptor to rows.
        wiring.Port($"{Sequencer}.descriptor_valid_i", clock["s_axis_descriptor_tvalid"]);
        wiring.Port("s_axis_descriptor_tready", clock[$"{Sequencer}.descriptor_ready_o"]);
        foreach (var (field, low, width) in config.Frozen is null ? DescriptorBeat.Fields : [("count", 0, 40)])
        {
            wiring.Port($"{Sequencer}.{field}_i", clock["s_axis_descriptor_tdata"].Slice(low, width));
        }

        var abort = clock[$"{Output}.skip_o"] & ~Terms.Any(clock.Before("ahead_q"));
        wiring.Port($"{Sequencer}.abort_i", abort);

        // Rows to requests.
        var row = clock.In($"{Sequencer}.row");
        wiring.Stream($"{Sequencer}.row", $"{Request}.row");
        wiring.Bundle(row, $"{Request}.row");
        if (config.HasMetadata)
        {
            wiring.Words("s_axis_metadata", "t", "", Request, whole: false);
        }

        // Requests to bits.
        var request = clock.In($"{Request}.out");
        wiring.Stream($"{Request}.out", $"{Unpacker}.row");
        wiring.Words("s_axis_data", "t", "", Unpacker);
        var side = new SideBus(claim, new DecoderSignals(config).DataSide);
        var word = Terms.IndexBits(config.Word);
        wiring.Bundle(request.Only(
            ["first", "last"], ("error", request["failed"]), ("width", request["row_width"]),
            ("side", side.Pack(request)),
            ("offset", Terms.Number(word, claim.Container.MantissaBits % config.Word) - request["mantissa"].Resize(word))), $"{Unpacker}.row");

        // Bits to kept bits, to exponents, to values.
        var coded = Split(claim, side.Unpack(clock[$"{Unpacker}.out_side_o"]), clock.In($"{Unpacker}.out"));
        var kept = config.HasMetadata ? clock.In($"{Gecko}.out") : coded.With(("exponents", coded["fields"]));
        var source = $"{Unpacker}.out";
        if (config.HasMetadata)
        {
            wiring.Stream(source, $"{Gecko}.in");
            wiring.Bundle(coded, $"{Gecko}.in");
            source = $"{Gecko}.out";
        }

        wiring.Stream(source, $"{Output}.in");
        wiring.Bundle(kept, $"{Output}.in");
        foreach (var (signal, port) in (IEnumerable<(string, string)>)[("data", "data"), ("keep", "keep"), ("last", "last"), ("error", "user"), ("valid", "valid")])
        {
            wiring.Port($"m_axis_values_t{port}", clock[$"{Output}.values_{signal}_o"]);
        }

        wiring.Port($"{Output}.values_ready_i", clock["m_axis_values_tready"]);

        // Status: a tensor is refused, its metadata or its data is damaged.
        var errors = SmtTerm.Concat(
        [
            clock.Moves($"{Sequencer}.row") & row["refused"] & ~abort, clock[$"{Request}.damaged_o"],
            clock.Moves($"{Unpacker}.out") & coded["error"] & ~coded["failed"],
        ]);
        wiring.Port("errors_o", clock.Before("errors_o"));
        wiring.Complete();
        claim.Equal(
            "errors", SmtTerm.Mux(clock["status_clear_i"], Terms.Number(errors.Width, 0), clock.Before("errors_o") | errors), clock.After("errors_o"));
    }

    // A value's parts, lane by lane; a row is in error too if a pad is not zero.
    private static Signals Split(Claim claim, Signals side, Signals bits)
    {
        var keep = claim.Rtl("mantissa_mask", ("mantissa_i", side["mantissa"]))["keep_o"];
        var fieldMask = claim.Rtl("exponent_mask", ("exponent_i", side["width"]))["top_o"];
        var lanes = Stages.Lanes(claim, lane => claim.Rtl(
            "lane_split", lane, ("bits_i", bits.Lane("bits", lane, claim.Config.Word)), ("keep_i", keep),
            ("field_mask_i", fieldMask),
            ("keep_sign_i", side["sign"])));
        var (signs, fields, mantissas) = (lanes("sign_o"), lanes("field_o"), lanes("mantissa_o"));
        var pads = ~side["keep"];
        var ones = Terms.Any(signs & pads) | Terms.Any(
            fields & Stages.Spread(claim, pads, claim.Container.ExponentBits))
            | Terms.Any(mantissas & Stages.Spread(claim, pads, claim.Container.MantissaBits));
        return side.With(
            ("last", bits["last"]), ("error", bits["error"] | (ones & ~side["void"])), ("signs", signs), ("fields", fields), ("mantissas", mantissas));
    }
}
