// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>A beat that may be there.</summary>
/// <param name="Valid">One bit: it is.</param>
/// <param name="Payload">What it carries.</param>
internal sealed record Beat(SmtTerm Valid, SmtTerm Payload)
{
    /// <summary>The beat, there only under a further condition.</summary>
    public Beat When(SmtTerm condition) => this with { Valid = Valid & condition };
}

/// <summary>Beats in order, with gaps closed.</summary>
internal sealed class BeatQueue
{
    private const int CountBits = 4;

    private readonly SmtTerm[] _places;
    private readonly SmtTerm _count;

    /// <summary>Puts beats into a row, first one first.</summary>
    public BeatQueue(IReadOnlyList<Beat> beats)
    {
        _places = [.. beats.Select(beat => SmtTerm.Constant(beat.Payload.Width, 0))];
        _count = Terms.Number(CountBits, 0);
        for (var i = 0; i < beats.Count; i++)
        {
            // At most i beats came before: places behind cannot be this one's.
            for (var place = 0; place <= i; place++)
            {
                var here = beats[i].Valid & SmtTerm.Equal(_count, Terms.Number(CountBits, place));
                _places[place] = SmtTerm.Mux(here, beats[i].Payload, _places[place]);
            }

            _count += beats[i].Valid.Resize(CountBits);
        }
    }

    /// <summary>Claims that another queue has the same beats.</summary>
    public void MustEqual(Claim claim, BeatQueue other)
    {
        claim.Equal("beats on their way", _count, other._count);
        for (var place = 0; place < Math.Max(_places.Length, other._places.Length); place++)
        {
            claim.Equal($"beat {place}", At(place, other), other.At(place, this));
        }
    }

    private SmtTerm At(int place, BeatQueue like) =>
        place < _places.Length ? _places[place] : SmtTerm.Constant(like._places[0].Width, 0);
}
