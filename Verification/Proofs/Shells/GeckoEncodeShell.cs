// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Views;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The shell <c>gecko_encode</c>: a stage in front of the group buffer, and two behind it.</summary>
internal static class GeckoEncodeShell
{
    private const string Kind = "gecko_encode";
    private const string Buffer = "u_buffer";

    private static readonly string[] Passed =
        ["first", "last", "void", "error", "mantissa", "sign", "signs", "mantissas"];

    /// <summary>What is to be proved of it.</summary>
    public static IEnumerable<Obligation> Of(HardwareConfig config)
    {
        var peak = config.Coders.Contains(Coder.Peak);
        IEnumerable<Obligation> front = !peak ? [] :
        [
            Stages.Refines(
                Kind, "every row goes into the group buffer with its largest exponent, and whether one is zero",
                Front, "pair_peaks", "row_peak")
            with { Name = Kind + "_front" },
            .. Stages.Flow(Kind, depth: 1, Kind + "_front", output: Buffer + ".in", valid: ["peak_valid_q"]),
        ];
        return
        [
            .. front,
            Stages.Refines(
                Kind, "every row gets its fields, row code and header, from the reference of its coder; delta's bases are kept lane by lane",
                Refines, "gecko_distance", "gecko_row_code", "gecko_row_shape", "gecko_field"),
            new Obligation(Kind + "_row", "distances, row code and fields of a whole row are GeckoRule's of all its lanes", IsGolden)
            {
                Kernels = ["gecko_distance", "gecko_row_code", "gecko_row_shape", "gecko_field"],
                Split = [("coder", DescriptorBits<SmtTerm>.CoderWidth)],
            },
            .. Stages.Flow(
                Kind, depth: 2, input: peak ? Buffer + ".out" : "in", valid: ["distance_valid_q", "out_valid_o"]),
        ];
    }

    private static void Front(Claim claim)
    {
        var clock = new ShellClock(claim, Kind);
        var row = clock.In("in");
        var pairs = claim.Rtl("pair_peaks", ("exponents_i", row["exponents"]), ("keep_i", row["keep"]));
        Stages.Refine(
            claim,
            [Waiting(clock.Registers)],
            new Beat(clock.Moves("in"), Offered(row.With(("pair_peaks", pairs["peaks_o"]), ("row_zero", pairs["zero_o"])))),
            new Beat(clock.Moves(Buffer + ".in"), clock.Out(Buffer + ".in")),
            [Waiting(clock.Next)]);

        Beat Waiting(IReadOnlyDictionary<string, SmtTerm> registers) =>
            new(registers["peak_valid_q"], Offered(clock.Stage(registers, "peak")));

        Signals Offered(Signals stage) => stage.Only(
            ["group_first", "group_last"],
            ("hold", IsPeak(stage)), ("peak", claim.Rtl("row_peak", ("peaks_i", stage["pair_peaks"]))["peak_o"]),
            ("zero", stage["row_zero"]), ("row", Row(claim).Pack(stage)));
    }

    private static void Refines(Claim claim)
    {
        var clock = new ShellClock(claim, Kind);
        var lanes = Enumerable.Range(0, claim.Config.Lanes).ToList();
        var hasDelta = claim.Config.Coders.Contains(Coder.Delta);
        var before = OnTheirWay(claim, clock, clock.Registers, Bases(clock.Registers));
        var after = OnTheirWay(claim, clock, clock.Next, Bases(clock.Next));
        var (source, row) = Entering(claim, clock);
        var (distances, bases) = Enters(claim, row, before.Bases);
        var enters = clock.Moves(source);
        Stages.Refine(
            claim,
            before.Beats,
            new Beat(enters, Fields(claim, distances)),
            new Beat(clock.Moves("out"), clock.Out("out")),
            after.Beats);
        claim.Equal("bases", SmtTerm.Mux(enters, bases, before.Bases), after.Bases);

        SmtTerm Bases(IReadOnlyDictionary<string, SmtTerm> registers) => hasDelta
            ? SmtTerm.Concat(lanes.Select(
                lane => registers[$"g_distance[{lane}].{(LanesChoose(claim) ? "reference_q" : "base_q")}"]))
            : SmtTerm.Constant(1, 0);
    }

    // The step above, with the kernels as they are, is the golden rule.
    private static void IsGolden(Claim claim)
    {
        var (descriptor, width, count) = (claim.Descriptor, claim.Container.ExponentBits, claim.Config.Lanes);
        var (first, zeros) = (claim.Variable("first row", 1), claim.Variable("zeros", 1));
        var each = LanesChoose(claim) ? width + 1 : width;
        var (peak, bases) = (claim.Variable("peak", width), claim.Variable("bases", each * count));
        var row = new Signals(claim, new Dictionary<string, SmtTerm>
        {
            ["exponents"] = claim.Variable("kept exponents", width * count),
            ["keep"] = claim.Variable("lanes kept", count),
            ["group_first"] = first,
            ["void"] = SmtTerm.Constant(1, 0),
            ["peak"] = peak,
            ["zero"] = zeros,
            ["coder"] = descriptor.Coder,
            ["exponent"] = descriptor.Exponent,
            ["bias"] = descriptor.Bias.Resize(width),
        });
        var (distances, nextBases) = Enters(claim, row, bases);
        var fields = Fields(claim, distances);

        var golden = Enumerable.Range(0, count).Select(lane =>
        {
            var exponent = row.Lane("exponents", lane, width);
            var reference = SmtTerm.Mux(
                descriptor.Uses(Coder.Delta),
                SmtTerm.Mux(first, exponent.Resize(width + 1), bases.Slice(lane * each, each).Resize(width + 1)),
                SmtTerm.Mux(descriptor.Uses(Coder.Peak), peak.Resize(width + 1) + zeros.Resize(width + 1), row["bias"].Resize(width + 1)));
            var distance = GeckoRule.Measure(exponent, reference, zeros, descriptor);
            var kept = row.Lane("keep", lane, 1);
            return (Exponent: exponent, Distance: new Distance<SmtTerm>(
                distance.Negative & kept, distance.Magnitude & Terms.Repeat(kept, width)));
        }).ToList();
        var code = claim.Rules.Code(
            golden.Select(one => one.Distance.Magnitude).Aggregate((any, one) => any | one), descriptor);
        var shape = GeckoRule.Shape(code, first, descriptor);
        var headed = first & descriptor.Uses(Coder.Peak);
        var header = SmtTerm.Concat([peak.Resize(GeckoRule.HeaderBits - 1), zeros, code]);
        for (var lane = 0; lane < count; lane++)
        {
            claim.Equal($"field {lane}", GeckoRule.Field(golden[lane].Exponent, golden[lane].Distance, shape), fields.Lane("fields", lane, width));
        }

        claim.Equal("width", shape.Width, fields["width"]);
        claim.EqualWhere(
            shape.HasCode, "metadata", SmtTerm.Mux(headed, header, code.Resize(header.Width)), fields["meta_bits"]);
        claim.Equal("bits of it", SmtTerm.Mux(
            headed, Terms.Number(4, header.Width), SmtTerm.Mux(shape.HasCode, Terms.Number(4, GeckoRule.CodeBits), Terms.Number(4, 0))), fields["meta_width"]);
        if (claim.Config.Coders.Contains(Coder.Delta))
        {
            var raw = SmtTerm.Concat(golden.Select(one => one.Exponent.Resize(each)));
            claim.EqualWhere(
                LanesChoose(claim) ? descriptor.Uses(Coder.Delta) : SmtTerm.Constant(1, 1),
                "bases", SmtTerm.Mux(first, raw, bases), nextBases);
        }
    }

    // What comes out of the buffer, or where there is none straight in.
    private static (string Stream, Signals Row) Entering(Claim claim, ShellClock clock)
    {
        if (!claim.Config.Coders.Contains(Coder.Peak))
        {
            return ("in", clock.In("in"));
        }

        var held = clock.In(Buffer + ".out");
        var row = Row(claim).Unpack(held["row"]);
        return (Buffer + ".out", held.With([.. row.Names.Select(name => (name, row[name]))]));
    }

    private static (IReadOnlyList<Beat> Beats, SmtTerm Bases) OnTheirWay(
        Claim claim, ShellClock clock, IReadOnlyDictionary<string, SmtTerm> registers, SmtTerm bases)
    {
        var valid = registers["distance_valid_q"];
        var row = clock.Stage(registers, "distance");
        return (
            [
                new Beat(registers["out_valid_o"], Fields(claim, clock.Stage(registers, "code"))),
                new Beat(valid, Fields(claim, Distances(claim, row, bases))),
            ],
            LanesChoose(claim) ? bases : SmtTerm.Mux(valid, NextBases(claim, row, bases), bases));
    }

    // A row that comes in, with its distances, and the bases behind it. Where lanes choose their reference it is
    // chosen before the row's distances are taken.
    private static (Signals Row, SmtTerm Bases) Enters(Claim claim, Signals row, SmtTerm bases)
    {
        var referred = Referred(claim, row);
        var next = NextBases(claim, referred, bases);
        return (Distances(claim, referred, LanesChoose(claim) ? next : bases), next);
    }

    // With peak and delta a lane's register has the reference of any coder, else delta's alone.
    private static bool LanesChoose(Claim claim) =>
        claim.Config.Coders.Contains(Coder.Peak) && claim.Config.Coders.Contains(Coder.Delta);

    private static SmtTerm NextBases(Claim claim, Signals row, SmtTerm bases)
    {
        if (!claim.Config.Coders.Contains(Coder.Delta))
        {
            return bases;
        }

        if (!LanesChoose(claim))
        {
            return SmtTerm.Mux(row["group_first"], row["exponents"], bases);
        }

        var width = claim.Container.ExponentBits;
        return SmtTerm.Concat(Enumerable.Range(0, claim.Config.Lanes).Select(lane => SmtTerm.Mux(
            Uses(row, Coder.Delta),
            SmtTerm.Mux(
                row["group_first"], row.Lane("exponents", lane, width).Resize(width + 1),
                bases.Slice(lane * (width + 1), width + 1)),
            row["reference"])));
    }

    private static Signals Distances(Claim claim, Signals row, SmtTerm bases)
    {
        var width = claim.Container.ExponentBits;
        var lanes = Stages.Lanes(claim, lane => claim.Rtl(
            "gecko_distance", lane, ("exponent_i", row.Lane("exponents", lane, width)),
            ("reference_i", Reference(lane)),
            ("zeros_i", row["zero"]), ("peak_i", IsPeak(row))));
        var peak = claim.Config.Coders.Contains(Coder.Peak) ? row["peak"] : SmtTerm.Constant(width, 0);
        var magnitudes = lanes("magnitude_o") & Stages.Spread(claim, row["keep"], width);
        var code = claim.Rtl(
            "gecko_row_code", ("magnitudes_i", magnitudes), ("peak_i", IsPeak(row)), ("exponent_i", row["exponent"]))["code_o"];
        return row.With(
            ("negative", lanes("negative_o") & row["keep"]), ("magnitudes", magnitudes), ("row", code),
            ("header", SmtTerm.Concat([peak.Resize(GeckoRule.HeaderBits - 1), row["zero"]])));

        // Rows of fixed are raw: their reference may be anything, as here the last coder's. So are the first rows of
        // delta: theirs is what the group before had.
        SmtTerm Reference(int lane)
        {
            if (LanesChoose(claim))
            {
                return bases.Slice(lane * (width + 1), width + 1);
            }

            var own = bases.Width > 1 ? bases.Slice(lane * width, width).Resize(width + 1) : null;
            return own is null ? row["reference"]
                : !row.Has("reference") ? own
                : SmtTerm.Mux(Uses(row, Coder.Delta), own, row["reference"]);
        }
    }

    // The reference that lanes share: that of peak, or of bias.
    private static Signals Referred(Claim claim, Signals row)
    {
        var width = claim.Container.ExponentBits + 1;
        var (bias, peak) = (claim.Config.Coders.Contains(Coder.Bias), claim.Config.Coders.Contains(Coder.Peak));
        if (!bias && !peak)
        {
            return row;
        }

        var largest = peak ? row["peak"].Resize(width) + row["zero"].Resize(width) : row["bias"].Resize(width);
        return row.With(("reference", bias ? SmtTerm.Mux(Uses(row, Coder.Bias), row["bias"].Resize(width), largest) : largest));
    }

    private static Signals Fields(Claim claim, Signals row)
    {
        var width = claim.Container.ExponentBits;
        var hasPeak = claim.Config.Coders.Contains(Coder.Peak);
        var shape = claim.Rtl(
            "gecko_row_shape", ("code_i", row["row"]), ("first_i", row["group_first"]), ("coder_i", row["coder"]), ("exponent_i", row["exponent"]));
        var lanes = Stages.Lanes(claim, lane => claim.Rtl(
            "gecko_field", lane, ("exponent_i", row.Lane("exponents", lane, width)),
            ("negative_i", row.Lane("negative", lane, 1)),
            ("magnitude_i", row.Lane("magnitudes", lane, width)), ("raw_i", shape["raw_o"]), ("magnitude_bits_i", shape["magnitude_bits_o"])));
        var all = GeckoRule.HeaderBits + GeckoRule.CodeBits;
        var coded = shape["coded_o"];
        var (bits, length) = (
            (row["row"] & Terms.Repeat(coded, GeckoRule.CodeBits)).Resize(all), Terms.Number(4, GeckoRule.CodeBits));
        if (hasPeak)
        {
            var headed = row["group_first"] & IsPeak(row);
            bits = SmtTerm.Mux(headed, SmtTerm.Concat([row["header"], row["row"]]), bits);
            length = SmtTerm.Mux(headed, Terms.Number(4, all), length);
            coded |= headed;
        }

        return row.Only(
            Passed.Where(row.Has),
            ("fields", lanes("field_o")), ("width", shape["width_o"]), ("meta_bits", bits),
            ("meta_width", SmtTerm.Mux(coded & ~row["void"], length, Terms.Number(4, 0))));
    }

    private static SmtTerm IsPeak(Signals row) => Uses(row, Coder.Peak);

    private static SmtTerm Uses(Signals row, Coder coder) =>
        SmtTerm.Equal(row["coder"], Terms.Number(row["coder"].Width, (int)coder));

    // How a row lies in the buffer is nobody's business but this shell's: in and out must agree.
    private static SideBus Row(Claim claim) => new(claim, new EncoderSignals(claim.Config).Held);
}
