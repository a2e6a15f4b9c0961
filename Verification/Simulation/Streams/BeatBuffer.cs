// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Simulation.Streams;

/// <summary>Beats of one stream, in order, in one array.</summary>
/// <param name="ports">The stream: how a beat is laid out.</param>
public sealed class BeatBuffer(StreamPorts ports)
{
    private readonly int _stride = ports.BeatWords;
    private uint[] _words = new uint[64 * ports.BeatWords];

    /// <summary>The stream.</summary>
    public StreamPorts Ports { get; } = ports;

    /// <summary>Beats.</summary>
    public int Count { get; private set; }

    /// <summary>A beat: the words of its signals.</summary>
    public Span<uint> this[int beat] => _words.AsSpan(Checked(beat) * _stride, _stride);

    /// <summary>Appends a beat.</summary>
    /// <returns>Its words, all 0, to be filled.</returns>
    public Span<uint> Append()
    {
        if ((Count + 1) * _stride > _words.Length)
        {
            Array.Resize(ref _words, 2 * _words.Length);
        }

        Count++;
        this[Count - 1].Clear();
        return this[Count - 1];
    }

    /// <summary>Forgets all beats.</summary>
    public void Clear() => Count = 0;

    /// <summary>True if a beat ends its packet; always true for streams without <c>tlast</c>.</summary>
    public bool IsLast(int beat) => Ports.LastStart < 0 || this[beat][Ports.LastStart] != 0;

    /// <summary>True if a beat has <c>tuser</c> set.</summary>
    public bool IsUser(int beat) => Ports.UserStart >= 0 && this[beat][Ports.UserStart] != 0;

    private int Checked(int beat) => (uint)beat < (uint)Count
        ? beat
        : throw new ArgumentOutOfRangeException(nameof(beat), beat, $"there are {Count} beats");
}
