// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Generator.Emission;

/// <summary>Something that travels along the pipeline beside the values.</summary>
/// <param name="Name">Its name in every stage; nets are called stage_name.</param>
/// <param name="Width">Width in bits.</param>
/// <param name="Constant">Its value where the configuration fixes it: then it is no port and no register.</param>
/// <param name="IsVector">True if it is indexed by lane, and so a vector even for one lane.</param>
public sealed record Signal(string Name, int Width, string? Constant = null, bool IsVector = false)
{
    /// <summary>A signal with <paramref name="width"/> bits in each of <paramref name="lanes"/> lanes, lane 0 lowest.</summary>
    public static Signal PerLane(string name, int lanes, int width = 1) => new(name, lanes * width, IsVector: true);

    /// <summary>The net of this signal in a stage: a register, a wire, or the constant it is.</summary>
    public string Declare(string kind, string stage) =>
        Constant is null
            ? $"{kind,-4} {Verilog.Range(Width, IsVector)}{stage}_{Name};"
            : $"wire {Verilog.Range(Width, IsVector)}{stage}_{Name} = {Constant};";

    /// <summary>The nets of <paramref name="signals"/> in a stage; constants that nobody asks for are named unused.</summary>
    public static IEnumerable<string> DeclareAll(IReadOnlyCollection<Signal> signals, string kind, string stage)
    {
        return signals.Select(signal => signal.Declare(kind, stage)).Concat(UnusedConstants(signals, stage));
    }

    /// <summary>The net that uses up the constants among <paramref name="signals"/>; nothing if there are none.</summary>
    public static IEnumerable<string> UnusedConstants(IEnumerable<Signal> signals, string stage)
    {
        var constants = signals.Where(signal => signal.Constant is not null).Select(signal => $"{stage}_{signal.Name}").ToList();
        return constants.Count == 0 ? [] : [$"wire unused_{stage} = &{{1'b0, {string.Join(",\n        ", constants)}}};"];
    }
}
