// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Verification.Faults;

/// <summary>A mistake in the hardware, made on purpose, that verification must notice.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind">
/// The kind of module that it is in: <c>encoder</c>, <c>lane_packer</c> and so on, as in the modules' names, or the
/// template without suffix that their banners name.
/// </param>
/// <param name="Find">The text that is replaced, in the emitted Verilog.</param>
/// <param name="Replace">What it is replaced with.</param>
/// <param name="Breaks">What goes wrong, in words.</param>
/// <param name="Times">How often the text is there, in all modules of the kind together; every place is
/// replaced.</param>
public sealed record Fault(string Id, string Kind, string Find, string Replace, string Breaks, int Times = 1)
{
    /// <summary>Puts the fault into a design.</summary>
    /// <exception cref="ArgumentException">
    /// The design has no module of the kind, or the text is not there <see cref="Times"/> times: the fault is out of
    /// date.
    /// </exception>
    public Design Apply(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        var broken = design.Modules.Where(module => IsOfKind(design, module)).ToDictionary(
            module => module.Name, module => module.Text.Split(Find));
        if (broken.Count == 0)
        {
            throw new ArgumentException(
                $"fault {Id}: {design.Config.Name} has no module of kind {Kind}", nameof(design));
        }

        var found = broken.Values.Sum(parts => parts.Length - 1);
        if (found != Times)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"fault {Id}: '{Find}' is in {string.Join(", ", broken.Keys)} {found} times, must be there {Times} times"),
                nameof(design));
        }

        return new Design(
            design.Config, [.. design.Modules.Select(Broken)], Broken(design.Encoder), Broken(design.Decoder));

        EmittedModule Broken(EmittedModule module) => broken.TryGetValue(module.Name, out var parts)
            ? module with { Text = string.Join(Replace, parts) }
            : module;
    }

    /// <summary>True if a design has a module that the fault can be put into.</summary>
    public bool Concerns(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        return design.Modules.Any(module => IsOfKind(design, module));
    }

    private bool IsOfKind(Design design, EmittedModule module) =>
        module.Name == design.Config.ModuleName(Kind)
        || module.Text.Contains($" from {Kind}.v.sbn.", StringComparison.Ordinal);
}
