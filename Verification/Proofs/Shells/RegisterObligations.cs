// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The register block's behaviour on its bus and streams, and encoder and decoder behind it.</summary>
internal static class RegisterObligations
{
    private const string Block = "axil_registers";

    private static readonly string[] Answers =
        ["awready", "wready", "bvalid", "bresp", "arready", "rvalid", "rdata", "rresp"];

    /// <summary>What is to be proved of a configuration's; nothing without registers.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config) => !config.Registers ? [] :
    [
        Stages.About(Block, "independent", "no output of the bus depends on an input within the clock", Independent),
        Stages.About(Block, "waits", "a response or data that are not taken are offered again, unchanged", Waits),
        .. config.Frozen is null
            ? [StableObligations.Stable(Block, "encode") with { Name = $"{Block}_encode_stable" }]
            : Array.Empty<Obligation>(),
        StableObligations.Stable(Block, "decode") with { Name = $"{Block}_decode_stable" },
        Stages.About(
            Design.RegisterCodecKind, "wiring",
            "every port of registers, encoder and decoder, and of its own, is wired as its name says", Wires),
    ];

    private static void Independent(Claim claim)
    {
        var shell = claim.Shell(Block);
        var state = shell.AnyState(claim);
        var (one, _) = shell.Clock(claim, state, shell.AnyInputs(claim));
        var (other, _) = shell.Clock(claim, state, shell.AnyInputs(claim, ", otherwise"));
        foreach (var port in Answers.Select(name => $"s_axi_{name}"))
        {
            claim.Equal(port, one[port], other[port]);
        }
    }

    private static void Waits(Claim claim)
    {
        var shell = claim.Shell(Block);
        var inputs = shell.AnyInputs(claim);
        var (now, next) = shell.Clock(claim, shell.AnyState(claim), inputs);
        var (then, _) = shell.Clock(claim, next, shell.AnyInputs(claim, ", a clock later"));
        foreach (var (channel, payload) in (IEnumerable<(string, string[])>)[("b", ["bresp"]), ("r", ["rdata", "rresp"])])
        {
            var waits = now[$"s_axi_{channel}valid"] & ~inputs[$"s_axi_{channel}ready"];
            foreach (var port in payload.Append($"{channel}valid").Select(name => $"s_axi_{name}"))
            {
                claim.EqualWhere(waits, port, now[port], then[port]);
            }
        }
    }

    private static void Wires(Claim claim)
    {
        var clock = new ShellClock(claim, Design.RegisterCodecKind, given: ("aresetn", claim.Variable("aresetn", 1)));
        var wiring = new Wiring(claim, clock);
        foreach (var instance in clock.Shell.Instances)
        {
            foreach (var port in instance.Ports)
            {
                var (inside, outside) = ($"{instance.Name}.{port.Name}", Other(instance.Name, port.Name));
                if (port.IsInput)
                {
                    wiring.Port(inside, clock[outside]);
                }
                else if (!outside.Contains('.', StringComparison.Ordinal))
                {
                    wiring.Port(outside, clock[inside]);
                }
            }
        }

        wiring.Complete();
    }

    // Where the other end of a port is: at another instance, or at the codec under the same name.
    private static string Other(string instance, string port) => (instance, port) switch
    {
        ("u_registers", "encode_ready_i") => "u_encoder.s_axis_descriptor_tready",
        ("u_registers", "decode_ready_i") => "u_decoder.s_axis_descriptor_tready",
        ("u_registers", "losses_i") => "u_encoder.losses_o",
        ("u_registers", "encoder_errors_i") => "u_encoder.errors_o",
        ("u_registers", "decoder_errors_i") => "u_decoder.errors_o",
        ("u_registers", "encode_valid_o") => "u_encoder.s_axis_descriptor_tvalid",
        ("u_registers", "encode_descriptor_o") => "u_encoder.s_axis_descriptor_tdata",
        ("u_registers", "decode_valid_o") => "u_decoder.s_axis_descriptor_tvalid",
        ("u_registers", "decode_descriptor_o") => "u_decoder.s_axis_descriptor_tdata",
        ("u_registers", "encoder_clear_o") => "u_encoder.status_clear_i",
        ("u_registers", "decoder_clear_o") => "u_decoder.status_clear_i",
        ("u_encoder", "s_axis_descriptor_tvalid") => "u_registers.encode_valid_o",
        ("u_encoder", "s_axis_descriptor_tdata") => "u_registers.encode_descriptor_o",
        ("u_encoder", "s_axis_descriptor_tready") => "u_registers.encode_ready_i",
        ("u_encoder", "status_clear_i") => "u_registers.encoder_clear_o",
        ("u_encoder", "losses_o") => "u_registers.losses_i",
        ("u_encoder", "errors_o") => "u_registers.encoder_errors_i",
        ("u_decoder", "s_axis_descriptor_tvalid") => "u_registers.decode_valid_o",
        ("u_decoder", "s_axis_descriptor_tdata") => "u_registers.decode_descriptor_o",
        ("u_decoder", "s_axis_descriptor_tready") => "u_registers.decode_ready_i",
        ("u_decoder", "status_clear_i") => "u_registers.decoder_clear_o",
        ("u_decoder", "errors_o") => "u_registers.decoder_errors_i",
        _ => port,
    };
}
