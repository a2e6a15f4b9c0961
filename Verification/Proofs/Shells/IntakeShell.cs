// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The shell <c>intake</c>: a tensor's descriptor, then its rows with their place in tensor and
/// group.</summary>
internal static class IntakeShell
{
    private const string Kind = "intake";

    /// <summary>What is to be proved of it.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config)
    {
        yield return Named("step", "a descriptor is taken before a tensor's rows, each row goes on with its place, a refused tensor's last row only", "the invariant", Step);
        yield return Named("reset", "after reset no tensor is open, and the invariant holds", "nothing: any state", claim =>
            claim.Holds("invariant", Invariant(claim, new ShellClock(claim, Kind, given: ("rst_i", SmtTerm.Constant(1, 1))).Next, closed: true)));
        if (config.Frozen is null)
        {
            yield return Named("legal", "a tensor is refused where DescriptorRule says so or its coder or rounding was not generated", "nothing: any bits", Refuses)
            with
            { AnyKernels = false };
        }
    }

    private static Obligation Named(string suffix, string property, string assumes, Action<Claim> state) => new(
        $"{Kind}_{suffix}", property, state)
    {
        Kernels = [Kind],
        AnyKernels = true,
        Assumes = assumes,
    };

    private static void Step(Claim claim)
    {
        var config = claim.Config;
        var clock = new ShellClock(claim, Kind);
        claim.Assume(Invariant(claim, clock.Registers, closed: false));
        var (open, refused) = State(clock.Registers, config);
        var (last, first, broken) = (clock["values_last_i"], clock.Before("row_first_o"), clock.Before("broken_q"));
        var taken = clock["values_valid_i"] & open & clock["row_ready_i"];
        var ends = taken & last;

        claim.Equal("rows are taken", open & clock["row_ready_i"], clock["values_ready_o"]);
        claim.Equal("a row goes on", clock["values_valid_i"] & open & (last | ~refused), clock["row_valid_o"]);

        // Bytes of values in the first lanes, whole ones, and all lanes but in a last row.
        var bytes = Enumerable.Range(0, config.Lanes)
            .Select(lane => clock["values_keep_i"].Slice(lane * config.Container.Bits / 8, config.Container.Bits / 8)).ToList();
        var lanes = SmtTerm.Concat(bytes.Select(value => value.Slice(0, 1)));
        var whole = bytes.Select(value => SmtTerm.Equal(value, Terms.Repeat(value.Slice(0, 1), value.Width))).Aggregate(
            (all, one) => all & one);
        var wide = lanes.Resize(lanes.Width + 1);
        var inFront = ~Terms.Any(wide & (wide + SmtTerm.Constant(wide.Width, 1)));
        var all = ~Terms.Any(~lanes);
        var malformed = ~refused & ~(whole & inFront & (all | last));

        var keep = lanes & Terms.Repeat(~refused, lanes.Width);
        claim.Equal("lanes", keep, clock["row_keep_o"]);
        claim.Equal("first", first, clock["row_first_o"]);
        claim.Equal("last", last, clock["row_last_o"]);
        claim.Equal("void", ~Terms.Any(keep), clock["row_void_o"]);
        claim.Equal("error", refused | broken | malformed, clock["row_error_o"]);
        claim.Equal("new errors", SmtTerm.Concat([taken & refused, taken & malformed]), clock["new_errors_o"]);

        var passes = taken & (last | ~refused);
        claim.Equal("first row next", ends | (first & ~passes), clock.After("row_first_o"));
        claim.Equal("malformed so far", ~ends & (broken | (passes & malformed)), clock.After("broken_q"));
        Places(claim, clock, passes, ends);
        if (config.Frozen is null)
        {
            Descriptors(claim, clock, open, ends);
        }

        claim.Holds("invariant", Invariant(claim, clock.Next, closed: false));
    }

    private static void Places(Claim claim, ShellClock clock, SmtTerm passes, SmtTerm ends)
    {
        if (!claim.Config.HasMetadata)
        {
            return;
        }

        var index = clock.Before("index_q");
        var atEnd = SmtTerm.Equal(index, Terms.Number(index.Width, claim.Config.Rows - 1));
        var zero = Terms.Number(index.Width, 0);
        var next = SmtTerm.Mux(atEnd, zero, index + Terms.Number(index.Width, 1));
        claim.Equal("first of its group", SmtTerm.Equal(index, zero), clock["row_group_first_o"]);
        claim.Equal(
            "row of the group next", SmtTerm.Mux(ends, zero, SmtTerm.Mux(passes, next, index)), clock.After("index_q"));
        if (claim.Config.Coders.Contains(Coder.Peak))
        {
            claim.Equal("last of its group", atEnd | clock["values_last_i"], clock["row_group_last_o"]);
        }
    }

    private static void Descriptors(Claim claim, ShellClock clock, SmtTerm open, SmtTerm ends)
    {
        var taken = clock["descriptor_valid_i"] & clock["descriptor_ready_o"];
        claim.Equal("a descriptor is taken between tensors", ~open | ends, clock["descriptor_ready_o"]);
        claim.Equal("a tensor is open", taken | (open & ~ends), clock.After("active_q"));
        claim.EqualWhere(~taken, "refusal stays", clock.Before("refused_q"), clock.After("refused_q"));
        foreach (var (field, low, width) in DescriptorBeat.Fields.Where(field => clock.Outputs.ContainsKey($"row_{field.Field}_o")))
        {
            var (before, after) = (clock.Before($"row_{field}_o"), clock.After($"row_{field}_o"));
            claim.Equal(field, before, clock[$"row_{field}_o"]);
            claim.Equal($"{field} next", SmtTerm.Mux(taken, clock["descriptor_data_i"].Slice(low, before.Width), before), after);
        }
    }

    private static void Refuses(Claim claim)
    {
        var clock = new ShellClock(claim, Kind);
        var data = clock["descriptor_data_i"];
        var fields = DescriptorBeat.Fields.SkipLast(1).ToDictionary(
            field => field.Field, field => data.Slice(field.Low, field.Width));
        var descriptor = new DescriptorBits<SmtTerm>(
            fields["mantissa"], fields["exponent"], fields["low"], fields["sign"], fields["coder"], fields["bias"], fields["rounding"]);
        var taken = clock["descriptor_valid_i"] & clock["descriptor_ready_o"];
        claim.EqualWhere(taken, "refused", ~claim.LegalHere(descriptor), clock.After("refused_q"));
    }

    // Between tensors the next row is a first one, of a first group, and nothing was malformed.
    private static SmtTerm Invariant(Claim claim, IReadOnlyDictionary<string, SmtTerm> registers, bool closed)
    {
        var (open, _) = State(registers, claim.Config);
        var index = claim.Config.HasMetadata ? registers["index_q"] : Terms.Number(1, 0);
        var start = registers["row_first_o"] & ~registers["broken_q"] & ~Terms.Any(index);
        var inRange = claim.Config.HasMetadata
            ? ~SmtTerm.Less(Terms.Number(index.Width, claim.Config.Rows - 1), index) : SmtTerm.Constant(1, 1);
        return inRange & (closed ? (claim.Config.Frozen is null ? ~open & start : start) : open | start);
    }

    private static (SmtTerm Open, SmtTerm Refused) State(IReadOnlyDictionary<string, SmtTerm> registers, HardwareConfig config) =>
        config.Frozen is null
            ? (registers["active_q"], registers["refused_q"])
            : (SmtTerm.Constant(1, 1), SmtTerm.Constant(1, 0));
}
