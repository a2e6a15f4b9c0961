// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.Generator.Packaging;

/// <summary>What a package's test bench plays on one stream, or expects of it.</summary>
/// <param name="Half">Which half the stream belongs to: <c>encoder</c> or <c>decoder</c>.</param>
/// <param name="Port">The stream's name at the module: <c>s_axis_values</c>.</param>
/// <param name="DataBits">Bits of <c>tdata</c>.</param>
/// <param name="Lines">The beats, a hexadecimal number each: <c>tdata</c> lowest, then <c>tkeep</c> and <c>tlast</c> of
/// packets, then <c>tuser</c> of what is expected.</param>
public sealed record StreamVectors(string Half, string Port, int DataBits, IReadOnlyList<string> Lines)
{
    /// <summary>True if the bench plays it, false if it expects it.</summary>
    public bool IsSource => Port[0] == 's';

    /// <summary>True for <c>tkeep</c> and <c>tlast</c>: all streams but descriptors.</summary>
    public bool IsPacket => Port != "s_axis_descriptor";

    /// <summary>Bits of <c>tkeep</c>; 0 without.</summary>
    public int KeepBits => IsPacket ? DataBits / 8 : 0;

    /// <summary>Bits of a line.</summary>
    public int LineBits => DataBits + (IsPacket ? KeepBits + 1 : 0) + (IsSource ? 0 : 1);

    /// <summary>First part of the names of its nets in the bench.</summary>
    public string Net => $"{Half}_{Port}";

    /// <summary>Name of the file with its lines.</summary>
    public string FileName => Net + ".hex";

    /// <summary>The file.</summary>
    public string Text => BenchPlan.Hex(Lines);
}

/// <summary>All that a package's test bench plays and expects.</summary>
/// <param name="Streams">The streams.</param>
/// <param name="Losses"><c>losses_o</c> at the end.</param>
/// <param name="EncoderErrors">The encoder's <c>errors_o</c> at the end.</param>
/// <param name="DecoderErrors">The decoder's <c>errors_o</c> at the end.</param>
/// <param name="Tensors">Tensors that each half is given.</param>
/// <param name="Values">Their values.</param>
/// <param name="Bus">Operations on the registers, a hexadecimal number each; empty without registers.</param>
public sealed record BenchPlan(
    IReadOnlyList<StreamVectors> Streams, int Losses, int EncoderErrors, int DecoderErrors, int Tensors, int Values,
    IReadOnlyList<string> Bus)
{
    /// <summary>Name of the file with the operations on registers.</summary>
    public const string BusFile = "registers.hex";

    /// <summary>Names and texts of the files that the bench reads.</summary>
    public IEnumerable<(string Name, string Text)> Files =>
    [
        .. Streams.Select(stream => (stream.FileName, stream.Text)),
        .. Bus.Count == 0 ? Array.Empty<(string, string)>() : [(BusFile, Hex(Bus))],
    ];

    internal static string Hex(IReadOnlyList<string> lines) => string.Create(
        CultureInfo.InvariantCulture, $"// {lines.Count} lines, for $readmemh\n{string.Join('\n', lines)}\n");
}
