// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>A beat that may be there.</summary>
/// <param name="Valid">One bit: it is.</param>
/// <param name="Payload">What it carries.</param>
internal sealed record Beat(SmtTerm Valid, Signals Payload)
{
    /// <summary>The beat, there only under a further condition.</summary>
    public Beat When(SmtTerm condition) => this with { Valid = Valid & condition };
}

/// <summary>Beats in order, with gaps closed.</summary>
internal sealed class BeatQueue
{
    private const int CountBits = 4;

    private readonly Dictionary<string, SmtTerm>[] _places;
    private readonly SmtTerm _count;

    private BeatQueue(IReadOnlyList<Beat> beats, IReadOnlyList<string> names)
    {
        _places = [.. beats.Select(beat => names.ToDictionary(name => name, name => SmtTerm.Constant(beat.Payload[name].Width, 0)))];
        _count = Terms.Number(CountBits, 0);
        for (var i = 0; i < beats.Count; i++)
        {
            // At most i beats came before: places behind cannot be this one's.
            for (var place = 0; place <= i; place++)
            {
                var here = beats[i].Valid & SmtTerm.Equal(_count, Terms.Number(CountBits, place));
                foreach (var name in names)
                {
                    _places[place][name] = SmtTerm.Mux(here, beats[i].Payload[name], _places[place][name]);
                }
            }

            _count += beats[i].Valid.Resize(CountBits);
        }
    }

    /// <summary>Claims that two queues have the same beats: gaps may lie elsewhere.</summary>
    /// <param name="claim">Gets the claims.</param>
    /// <param name="expected">Beats, the oldest first.</param>
    /// <param name="actual">Beats, the oldest first.</param>
    /// <param name="names">What of their payload is looked at.</param>
    public static void MustEqual(
        Claim claim, IReadOnlyList<Beat> expected, IReadOnlyList<Beat> actual, IReadOnlyList<string> names)
    {
        var (left, right) = (new BeatQueue(expected, names), new BeatQueue(actual, names));
        claim.Equal("beats on their way", left._count, right._count);
        for (var place = 0; place < Math.Max(expected.Count, actual.Count); place++)
        {
            foreach (var name in names)
            {
                var nothing = SmtTerm.Constant(expected[0].Payload[name].Width, 0);
                claim.Equal($"beat {place}: {name}", left.At(place, name) ?? nothing, right.At(place, name) ?? nothing);
            }
        }
    }

    private SmtTerm? At(int place, string name) => place < _places.Length ? _places[place][name] : null;
}
