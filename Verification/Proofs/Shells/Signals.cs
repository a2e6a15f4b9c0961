// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>Signals that travel together, by name.</summary>
internal sealed class Signals(Claim claim, IReadOnlyDictionary<string, SmtTerm> terms)
{
    /// <summary>The names that there are.</summary>
    public IEnumerable<string> Names => terms.Keys;

    /// <summary>A signal; a field of the descriptor that the configuration leaves no choice of is a constant.</summary>
    /// <exception cref="NetlistException">There is none of that name.</exception>
    public SmtTerm this[string name] => terms.TryGetValue(name, out var term)
        ? term
        : Constant(name) ?? throw new NetlistException($"no signal {name}: what the shell carries is not known");

    /// <summary>The signals of names that begin and end so, by what is between.</summary>
    public static Signals Of(Claim claim, IReadOnlyDictionary<string, SmtTerm> terms, string prefix, string suffix) => new(
        claim,
        terms.Where(term => term.Key.StartsWith(prefix, StringComparison.Ordinal) && term.Key.EndsWith(suffix, StringComparison.Ordinal)
                && term.Key.Length > prefix.Length + suffix.Length)
            .ToDictionary(term => term.Key[prefix.Length..^suffix.Length], term => term.Value));

    /// <summary>One lane's part of a signal.</summary>
    public SmtTerm Lane(string name, int lane, int width) => this[name].Slice(lane * width, width);

    /// <summary>True if the signal travels, or is a constant.</summary>
    public bool Has(string name) => terms.ContainsKey(name) || Constant(name) is not null;

    /// <summary>Some of the signals, and others added or in their place.</summary>
    public Signals Only(IEnumerable<string> names, params (string Name, SmtTerm Value)[] others)
    {
        var kept = names.ToDictionary(name => name, name => this[name]);
        foreach (var (name, value) in others)
        {
            kept[name] = value;
        }

        return new Signals(claim, kept);
    }

    /// <summary>All of them, and others added or in their place.</summary>
    public Signals With(params (string Name, SmtTerm Value)[] others) => Only(Names, others);

    /// <summary>Side by side, the last one lowest.</summary>
    public SmtTerm Concatenate(IEnumerable<string> names) => SmtTerm.Concat(names.Reverse().Select(name => this[name]));

    private SmtTerm? Constant(string name)
    {
        var config = claim.Config;
        var (bits, frozen) = (config.Container.ExponentBits, config.Frozen);
        return name switch
        {
            "coder" when config.Coders.Count == 1 => Terms.Number(
                DescriptorBits<SmtTerm>.CoderWidth, (int)config.Coders[0]),
            "rounding" when config.Roundings.Count == 1 => Terms.Number(1, (int)config.Roundings[0]),
            "zero" when !config.Coders.Contains(Coder.Peak) => Terms.Number(1, 0),
            _ when frozen is null => null,
            "mantissa" => Terms.Number(DescriptorBits<SmtTerm>.MantissaWidth, frozen.Mantissa),
            "exponent" => Terms.Number(DescriptorBits<SmtTerm>.ExponentWidth, frozen.Exponent),
            "low" => Terms.Number(bits, frozen.Low),
            "origin" => Terms.Origin(
                bits, Terms.Number(DescriptorBits<SmtTerm>.ExponentWidth, frozen.Exponent), Terms.Number(bits, frozen.Low)),
            "bias" => Terms.Number(bits, frozen.Bias),
            "reference" when config.Coders.Contains(Coder.Bias) => Terms.Number(bits + 1, frozen.Bias),
            "sign" => Terms.Number(1, frozen.Sign ? 1 : 0),
            _ => null,
        };
    }
}
