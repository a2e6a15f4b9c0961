// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Rtlgen.Verification.Simulation.Streams;

namespace Rtlgen.Verification.Simulation.Benches;

/// <summary>A packet of an output stream.</summary>
/// <param name="Words">The words that <c>tkeep</c> keeps, lane 0 first.</param>
/// <param name="Error"><c>tuser</c> of its last beat.</param>
/// <param name="Fault">What is wrong with its shape; null if nothing.</param>
public sealed record LanePacket(uint[] Words, bool Error, string? Fault);

/// <summary>Words to packets of beats and back: lanes side by side, <c>tkeep</c> lane by lane.</summary>
/// <remarks>A packet without words is one beat that keeps nothing. Lanes that are not kept carry junk.</remarks>
public static class LanePackets
{
    private const uint Junk = 0xdeadbeef;

    /// <summary>Appends a packet.</summary>
    /// <param name="beats">Where to.</param>
    /// <param name="words">Its words.</param>
    /// <param name="lanes">Words of a beat.</param>
    /// <param name="bits">Bits of a word: 16 or 32.</param>
    /// <param name="filler">What lanes carry that are not kept.</param>
    public static void Append(BeatBuffer beats, ReadOnlySpan<uint> words, int lanes, int bits, uint filler = Junk)
    {
        ArgumentNullException.ThrowIfNull(beats);
        do
        {
            var taken = Math.Min(lanes, words.Length);
            var beat = beats.Append();
            for (var lane = 0; lane < lanes; lane++)
            {
                Put(beat, lane, bits, lane < taken ? words[lane] : filler);
            }

            SetKeep(beats.Ports, beat, taken * bits / 8);
            words = words[taken..];
            beat[beats.Ports.LastStart] = words.IsEmpty ? 1u : 0;
        }
        while (!words.IsEmpty);
    }

    /// <summary>Sets the low bits of a beat's <c>tkeep</c>, clears the others.</summary>
    public static void SetKeep(StreamPorts ports, Span<uint> beat, int bytes)
    {
        ArgumentNullException.ThrowIfNull(ports);
        for (var word = 0; word < (ports.KeepBits + 31) / 32; word++)
        {
            beat[ports.KeepStart + word] = (uint)((1UL << Math.Clamp(bytes - (32 * word), 0, 32)) - 1);
        }
    }

    /// <summary>Sets a beat's <c>tkeep</c>, bit by bit.</summary>
    public static void SetKeep(StreamPorts ports, Span<uint> beat, UInt128 keep)
    {
        ArgumentNullException.ThrowIfNull(ports);
        for (var word = 0; word < (ports.KeepBits + 31) / 32; word++)
        {
            beat[ports.KeepStart + word] = (uint)(keep >> (32 * word));
        }
    }

    /// <summary>Reads all whole packets.</summary>
    /// <param name="beats">Where from.</param>
    /// <param name="lanes">Words of a beat.</param>
    /// <param name="bits">Bits of a word: 16 or 32.</param>
    /// <param name="partial">True if a packet's last beat may keep fewer than all lanes; <c>tuser</c> comes with
    /// none.</param>
    public static List<LanePacket> ReadAll(BeatBuffer beats, int lanes, int bits, bool partial)
    {
        ArgumentNullException.ThrowIfNull(beats);
        var packets = new List<LanePacket>();
        var start = 0;
        for (var beat = 0; beat < beats.Count; beat++)
        {
            if (beats.IsLast(beat))
            {
                packets.Add(Read(beats, start, beat + 1, lanes, bits, partial));
                start = beat + 1;
            }
        }

        return packets;
    }

    private static LanePacket Read(BeatBuffer beats, int start, int end, int lanes, int bits, bool partial)
    {
        var words = new uint[(end - start) * lanes];
        var count = 0;
        string? fault = null;
        var error = beats.IsUser(end - 1);
        for (var index = start; index < end; index++)
        {
            var beat = beats[index];
            var kept = KeptLanes(beats.Ports, beat, bits);
            fault ??= KeepFault(kept, lanes, index == end - 1, end - start == 1, error, partial) is { } what
                ? $"beat {index - start} of {end - start} {what}"
                : null;
            for (var lane = 0; lane < kept; lane++)
            {
                words[count++] = Get(beat, lane, bits);
            }
        }

        return new LanePacket(words[..count], error, fault);
    }

    private static string? KeepFault(int kept, int lanes, bool last, bool only, bool error, bool partial) =>
        kept < 0 ? "has a tkeep that is not whole lanes from lane 0 on"
        : last && error && partial && kept > 0 ? $"keeps {kept} lanes beside tuser"
        : kept == lanes ? null
        : !last ? $"keeps {kept} of {lanes} lanes before tlast"
        : kept == 0 ? (only || error ? null : "keeps nothing after words")
        : partial ? null
        : $"keeps {kept} of {lanes} lanes";

    // The number of lanes kept, from lane 0 on; −1 for any other pattern.
    private static int KeptLanes(StreamPorts ports, ReadOnlySpan<uint> beat, int bits)
    {
        var bytes = 0;
        for (var word = 0; word < (ports.KeepBits + 31) / 32; word++)
        {
            var keep = beat[ports.KeepStart + word];
            if ((keep & (keep + 1)) != 0 || (keep != 0 && bytes < 32 * word))
            {
                return -1;
            }

            bytes += BitOperations.PopCount(keep);
        }

        return bytes % (bits / 8) == 0 ? bytes / (bits / 8) : -1;
    }

    private static void Put(Span<uint> beat, int lane, int bits, uint value)
    {
        if (bits == 32)
        {
            beat[lane] = value;
        }
        else
        {
            beat[lane / 2] |= (value & 0xffff) << (16 * (lane % 2));
        }
    }

    private static uint Get(ReadOnlySpan<uint> beat, int lane, int bits) =>
        bits == 32 ? beat[lane] : (beat[lane / 2] >> (16 * (lane % 2))) & 0xffff;
}
