// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Simulation.Streams;

/// <summary>Where the signals of one AXI4-Stream lie in a model's images, and in a beat.</summary>
/// <remarks>
/// A beat is the words of <c>tdata</c>, <c>tkeep</c>, <c>tlast</c> and <c>tuser</c>, in that order, without those that
/// the stream lacks.
/// </remarks>
public sealed class StreamPorts
{
    private static readonly string[] PayloadSignals = ["tdata", "tkeep", "tlast", "tuser"];

    private readonly PortSlot[] _payload;
    private readonly int[] _starts;

    /// <summary>Finds a stream's signals.</summary>
    /// <param name="layout">The model's ports.</param>
    /// <param name="name">The stream: what precedes <c>_tvalid</c>.</param>
    /// <param name="isInput">True if the model takes the stream, false if it gives it.</param>
    /// <exception cref="ArgumentException">Its valid, ready or data are not there.</exception>
    public StreamPorts(PortLayout layout, string name, bool isInput)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Name = name;
        Valid = isInput ? layout.Input(name + "_tvalid") : layout.Output(name + "_tvalid");
        Ready = isInput ? layout.Output(name + "_tready") : layout.Input(name + "_tready");
        var slots = PayloadSignals.ToDictionary(signal => signal, signal => Find(layout, $"{name}_{signal}", isInput));
        _payload = [.. slots.Values.Where(slot => slot.Width > 0)];
        _starts = [.. PayloadSignals.Select(signal => StartOf(slots, signal))];
        BeatWords = _payload.Sum(slot => slot.Words);
        DataBits = slots["tdata"].Width > 0
            ? slots["tdata"].Width
            : throw new ArgumentException($"there is no {name}_tdata", nameof(name));
        KeepBits = slots["tkeep"].Width;
    }

    /// <summary>What precedes <c>_tvalid</c>.</summary>
    public string Name { get; }

    /// <summary>32-bit words of a beat.</summary>
    public int BeatWords { get; }

    /// <summary>Bits of <c>tdata</c>.</summary>
    public int DataBits { get; }

    /// <summary>Bits of <c>tkeep</c>; 0 without one.</summary>
    public int KeepBits { get; }

    /// <summary><c>tvalid</c>.</summary>
    public PortSlot Valid { get; }

    /// <summary><c>tready</c>.</summary>
    public PortSlot Ready { get; }

    /// <summary>First word of <c>tkeep</c> in a beat; −1 without one.</summary>
    public int KeepStart => _starts[1];

    /// <summary>The word of <c>tlast</c> in a beat; −1 without one.</summary>
    public int LastStart => _starts[2];

    /// <summary>The word of <c>tuser</c> in a beat; −1 without one.</summary>
    public int UserStart => _starts[3];

    /// <summary>Copies a beat into an input image.</summary>
    public void Scatter(ReadOnlySpan<uint> beat, Span<uint> image)
    {
        foreach (var slot in _payload)
        {
            beat[..slot.Words].CopyTo(image[slot.Offset..]);
            beat = beat[slot.Words..];
        }
    }

    /// <summary>Copies a beat out of an output image.</summary>
    public void Gather(ReadOnlySpan<uint> image, Span<uint> beat)
    {
        foreach (var slot in _payload)
        {
            image.Slice(slot.Offset, slot.Words).CopyTo(beat);
            beat = beat[slot.Words..];
        }
    }

    /// <summary>The signal that a word of a beat belongs to.</summary>
    public string SignalAt(int word) =>
        PayloadSignals[Array.FindLastIndex(_starts, start => start >= 0 && start <= word)];

    private static PortSlot Find(PortLayout layout, string name, bool isInput) =>
        isInput && layout.HasInput(name) ? layout.Input(name)
        : !isInput && layout.HasOutput(name) ? layout.Output(name)
        : default;

    private static int StartOf(Dictionary<string, PortSlot> slots, string signal) => slots[signal].Width == 0
        ? -1
        : PayloadSignals.TakeWhile(other => other != signal).Sum(other => slots[other].Words);
}
