// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Rtlgen.Generator.Emission;
using Rtlgen.Synthesis.Source;

namespace Rtlgen.Synthesis;

/// <summary>A module that is synthesised, and what its clock is worth.</summary>
/// <param name="Module">The module.</param>
/// <param name="Kind">What it does: <c>encoder</c>.</param>
/// <param name="LatencyClocks">Clocks from in to out, 0 for a kernel.</param>
/// <param name="BytesPerClock">Bytes of container values a clock: a row; null for a kernel, which is a part of a
/// row's hardware.</param>
public sealed partial record SynthesisSubject(EmittedModule Module, string Kind, int LatencyClocks, double? BytesPerClock)
{
    /// <summary>A module of a design.</summary>
    /// <exception cref="SynthesisException">Its header does not state a latency.</exception>
    public static SynthesisSubject Of(Design design, EmittedModule module)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(module);
        var kind = SourceHierarchy.Kind(design, module.Name);
        if (KernelHeader().IsMatch(module.Text))
        {
            return new SynthesisSubject(module, kind, 0, null);
        }

        return new SynthesisSubject(
            module, kind, Latency(design, module), design.Config.Lanes * design.Config.Container.Bits / 8.0);
    }

    // What stands in front of encoder and decoder says how much it adds; the longer way counts.
    private static int Latency(Design design, EmittedModule module)
    {
        var header = LatencyHeader().Match(module.Text);
        if (!header.Success)
        {
            throw new SynthesisException($"{module.Name}: its header states no latency, must state one in clocks");
        }

        var clocks = int.Parse(header.Groups["clocks"].ValueSpan, CultureInfo.InvariantCulture);
        return header.Groups["more"].Success
            ? clocks + Math.Max(Latency(design, design.Encoder), Latency(design, design.Decoder))
            : clocks;
    }

    [GeneratedRegex(@"^// Kernel: ", RegexOptions.Multiline)]
    private static partial Regex KernelHeader();

    [GeneratedRegex(@"^//   Latency +(?<clocks>\d+) clocks?\b(?<more> more than)?", RegexOptions.Multiline)]
    private static partial Regex LatencyHeader();
}
