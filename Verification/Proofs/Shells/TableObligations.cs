// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The layer table, the shell that reads it, and encoder and decoder behind it.</summary>
internal static class TableObligations
{
    private const int CountBits = 40;

    private static readonly (string Half, string Request, string Errors)[] Halves =
        [("encoder", "encode", "encoder_errors_o"), ("decoder", "decode", "decoder_errors_o")];

    /// <summary>What is to be proved of a configuration's; nothing without a table.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config)
    {
        if (config.Table is not { } table)
        {
            return [];
        }

        var (rom, lookup, codec) =
            (config.TableKind("layer_table"), config.TableKind("layer_lookup"), config.TableKind(Design.CodecKind));
        return
        [
            new Obligation("layer_table", "every output is TableRule.Look's", claim => Looks(claim, table, rom))
            {
                Kernels = [rom],
            },
            Stages.Refines(
                lookup, "every address that is accepted leaves once as its descriptor, hit and count, in order",
                claim => Steps(claim, lookup, rom), rom) with { Name = "layer_lookup_step" },
            .. Stages.Flow(lookup, depth: 1, name: "layer_lookup"),
            StableObligations.Stable(lookup, "out") with { Name = "layer_lookup_stable" },
            Stages.About(
                codec, "wiring",
                "every port of encoder, decoder and lookups, and of its own, is wired as the path from requests to streams says",
                claim => Wires(claim, codec)) with { Name = "table_codec_wiring" },
            Stages.About(
                codec, "status", "a miss is kept from the clock its descriptor is taken in until it is cleared",
                claim => Status(claim, codec)) with { Name = "table_codec_status" },
        ];
    }

    private static void Looks(Claim claim, LayerTable table, string kind)
    {
        var layer = claim.Variable("layer", LayerTable.LayerBits);
        var tensor = claim.Variable("kind", LayerTable.KindBits);
        var golden = TableRule.Look(table, layer, tensor);
        var rtl = claim.Rtl(kind, ("layer_i", layer), ("kind_i", tensor));
        claim.Equal("hit", golden.Hit, rtl["hit_o"]);
        foreach (var (field, value) in Fields(golden.Descriptor))
        {
            claim.Equal(field, value, rtl[field + "_o"]);
        }
    }

    private static void Steps(Claim claim, string kind, string rom)
    {
        var clock = new ShellClock(claim, kind);
        var address = clock.In("in");
        var found = claim.Rtl(rom, ("layer_i", address["layer"]), ("kind_i", address["kind"]));
        var entering = new Beat(clock.Moves("in"), address.Only(
            [], ("descriptor", Beat(field => field == "count" ? address["count"] : found[field + "_o"])), ("hit", found["hit_o"])));
        var leaving = new Beat(clock.Moves("out"), clock.Out("out"));
        Stages.Refine(claim, [Held(clock.Registers)], entering, leaving, [Held(clock.Next)]);

        Beat Held(IReadOnlyDictionary<string, SmtTerm> registers)
        {
            var held = clock.Stage(registers, "out");
            return new Beat(held["valid"], held.Only(["hit"], ("descriptor", Beat(field => held[field]))));
        }
    }

    // The descriptor as the streams carry it: bits between fields are 0.
    private static SmtTerm Beat(Func<string, SmtTerm> of)
    {
        var parts = new List<SmtTerm>();
        foreach (var (field, low, width) in DescriptorBeat.Fields)
        {
            var filled = parts.Sum(part => part.Width);
            if (filled < low)
            {
                parts.Add(Terms.Number(low - filled, 0));
            }

            parts.Add(of(field).Resize(width));
        }

        return SmtTerm.Concat(parts);
    }

    private static void Wires(Claim claim, string kind)
    {
        var clock = new ShellClock(claim, kind, given: ("aresetn", claim.Variable("aresetn", 1)));
        var wiring = new Wiring(claim, clock);
        foreach (var (half, request, errors) in Halves)
        {
            var (lookup, top, stream) = ($"u_{request}_lookup", $"u_{half}", $"s_axis_{request}");
            wiring.Clocked(lookup, "aclk", ~clock["aresetn"]);
            wiring.Port($"{top}.aclk", clock["aclk"]);
            wiring.Port($"{top}.aresetn", clock["aresetn"]);
            var beat = clock[$"{stream}_tdata"];
            wiring.Port($"{lookup}.in_valid_i", clock[$"{stream}_tvalid"]);
            wiring.Port($"{stream}_tready", clock[$"{lookup}.in_ready_o"]);
            wiring.Port($"{lookup}.in_layer_i", beat.Slice(0, LayerTable.LayerBits));
            wiring.Port($"{lookup}.in_kind_i", beat.Slice(LayerTable.LayerBits, LayerTable.KindBits));
            wiring.Port($"{lookup}.in_count_i", half == "decoder" ? beat.Slice(24, CountBits) : Terms.Number(CountBits, 0));
            var descriptor = clock[$"{lookup}.out_descriptor_o"];
            wiring.Port($"{top}.s_axis_descriptor_tvalid", clock[$"{lookup}.out_valid_o"]);
            wiring.Port($"{lookup}.out_ready_i", clock[$"{top}.s_axis_descriptor_tready"]);
            wiring.Port(
                $"{top}.s_axis_descriptor_tdata", half == "decoder" ? descriptor : descriptor.Slice(0, descriptor.Width - CountBits));
            wiring.Port(errors, clock[$"{top}.errors_o"]);
            Through(clock, wiring, top);
        }

        wiring.Port("misses_o", clock.Before("misses_o"));
        wiring.Complete();
    }

    // All other ports of encoder and decoder are the codec's own, of the same name.
    private static void Through(ShellClock clock, Wiring wiring, string top)
    {
        var ports = clock.Shell.Instances.Single(instance => instance.Name == top).Ports;
        foreach (var port in ports.Where(port => port.Name is not ("aclk" or "aresetn" or "errors_o")
            && !port.Name.StartsWith("s_axis_descriptor_", StringComparison.Ordinal)))
        {
            var (inside, outside) = ($"{top}.{port.Name}", port.Name);
            wiring.Port(port.IsInput ? inside : outside, clock[port.IsInput ? outside : inside]);
        }
    }

    private static void Status(Claim claim, string kind)
    {
        var clock = new ShellClock(claim, kind, given: ("aresetn", claim.Variable("aresetn", 1)));
        var missed = SmtTerm.Concat(Halves.Select(half => clock[$"u_{half.Request}_lookup.out_valid_o"]
            & clock[$"u_{half.Half}.s_axis_descriptor_tready"] & ~clock[$"u_{half.Request}_lookup.out_hit_o"]));
        var kept = clock.Before("misses_o") | missed;
        var cleared = ~clock["aresetn"] | clock["status_clear_i"];
        claim.Equal("misses_o", SmtTerm.Mux(cleared, Terms.Number(kept.Width, 0), kept), clock.After("misses_o"));
    }

    private static IEnumerable<(string Field, SmtTerm Value)> Fields(DescriptorBits<SmtTerm> descriptor) =>
    [
        ("mantissa", descriptor.Mantissa), ("exponent", descriptor.Exponent), ("low", descriptor.Low),
        ("sign", descriptor.Sign), ("coder", descriptor.Coder), ("bias", descriptor.Bias),
        ("rounding", descriptor.Rounding),
    ];
}
