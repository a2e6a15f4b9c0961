// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>A beat that is offered and not taken is offered again, the same: AMBA AXI4-Stream section 2.2.1.</summary>
internal static class StableObligations
{
    /// <summary>The shells whose output streams leave encoder or decoder, or feed a stage, from registers.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config)
    {
        IEnumerable<Obligation> metadata = config.HasMetadata
            ? [Stable("metadata_packer", "out"), Stable("metadata_unpacker", "out")] : [];
        return
        [
            Stable("data_packer", "out"), Stable("data_unpacker", "out"), .. metadata,
            Stable("tensor_output", "values"),
        ];
    }

    /// <summary>That of one stream of a shell.</summary>
    public static Obligation Stable(string kind, string stream) => new(
        $"{kind}_stable", $"a beat on {stream} that is not taken is offered again, unchanged", claim => State(claim, kind, stream))
    {
        Kernels = [kind],
        AnyKernels = true,
        Assumes = "nothing: any state, any inputs but reset",
    };

    private static void State(Claim claim, string kind, string stream)
    {
        var shell = claim.Shell(kind);
        var inputs = shell.AnyInputs(claim);
        var (now, next) = shell.Clock(claim, shell.AnyState(claim), inputs);
        var (then, _) = shell.Clock(claim, next, shell.AnyInputs(claim, ", a clock later"));
        var valid = $"{stream}_valid_o";
        var waits = now[valid] & ~inputs[$"{stream}_ready_i"];
        claim.EqualWhere(waits, valid, SmtTerm.Constant(1, 1), then[valid]);
        foreach (var port in shell.Module.Ports.Where(port => !port.IsInput && port.Name != valid
            && port.Name.StartsWith(stream + "_", StringComparison.Ordinal)))
        {
            claim.EqualWhere(waits, port.Name, now[port.Name], then[port.Name]);
        }
    }
}
