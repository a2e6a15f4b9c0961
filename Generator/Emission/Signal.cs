// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Generator.Emission;

/// <summary>Something that travels along the pipeline beside the values.</summary>
/// <param name="Name">Its name in every stage; nets are called <c>STAGE_NAME</c>.</param>
/// <param name="Width">Width in bits.</param>
/// <param name="Constant">Its value where the configuration fixes it: then it is no port and no register.</param>
/// <param name="IsVector">True if it is indexed by lane, and so a vector even for one lane.</param>
public sealed record Signal(string Name, int Width, string? Constant = null, bool IsVector = false)
{
    /// <summary>A signal with <paramref name="width"/> bits in each of <paramref name="lanes"/> lanes, lane 0
    /// lowest.</summary>
    public static Signal PerLane(string name, int lanes, int width = 1) => new(name, lanes * width, IsVector: true);

    /// <summary>The nets of a stage, in columns; constants get their value, those that nobody asks for are used
    /// up.</summary>
    /// <param name="signals">The signals.</param>
    /// <param name="stage">First part of the nets' names.</param>
    /// <param name="kind"><c>reg</c> or <c>wire</c>.</param>
    /// <param name="source">What drives a wire, if that is said with its declaration.</param>
    public static IEnumerable<string> DeclareAll(
        IReadOnlyCollection<Signal> signals, string stage, string kind, Func<Signal, string>? source = null)
    {
        var widest =
            signals.Select(signal => Verilog.Range(signal.Width, signal.IsVector).Length).DefaultIfEmpty().Max();
        var lines =
            signals.Select(signal => signal.Declare(stage, kind, widest, signal.Constant ?? source?.Invoke(signal)));
        var constants =
            signals.Where(signal => signal.Constant is not null).Select(signal => $"{stage}_{signal.Name}").ToList();
        return constants.Count == 0
            ? lines
            : lines.Append($"wire unused_{stage} = &{{1'b0, {string.Join(",\n        ", constants)}}};");
    }

    private string Declare(string stage, string kind, int rangeWidth, string? value) =>
        $"{(Constant is null ? kind : "wire"),-4} {Verilog.Range(Width, IsVector).PadRight(rangeWidth)}{stage}_{Name}"
        + (value is null ? ";" : $" = {value};");
}
