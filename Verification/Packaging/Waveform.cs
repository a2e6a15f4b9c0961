// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.Verification.Packaging;

/// <summary>Signals of one module, clock by clock, from a value change dump (IEEE 1364 clause 18).</summary>
public sealed class Waveform
{
    private readonly Dictionary<string, IReadOnlyList<string>> _samples;

    private Waveform(Dictionary<string, IReadOnlyList<string>> samples, int clocks) => (_samples, Clocks) = (samples, clocks);

    /// <summary>Rising edges of the clock.</summary>
    public int Clocks { get; }

    /// <summary>A signal's bits as they were before each rising edge, highest first; leading zeros may be missing.</summary>
    /// <exception cref="InvalidDataException">There is no such signal.</exception>
    public IReadOnlyList<string> this[string signal] => _samples.TryGetValue(signal, out var samples)
        ? samples
        : throw new InvalidDataException($"the waveform has no signal {signal}");

    /// <summary>A signal of one bit; what is unknown counts as 0.</summary>
    public bool Bit(string signal, int clock) => this[signal][clock] == "1";

    /// <summary>True if no bit of a signal is 1 or unknown.</summary>
    public bool IsZero(string signal, int clock) => this[signal][clock].All(bit => bit == '0');

    /// <summary>A word's low 64 bits in hexadecimal; null if any of them is unknown.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="bits">How many bits, 1 to 64.</param>
    public string? Hex(string signal, int clock, int bits)
    {
        var text = this[signal][clock].PadLeft(bits, '0')[^bits..];
        return text.All(bit => bit is '0' or '1')
            ? Convert.ToUInt64(text, 2).ToString($"x{(bits + 3) / 4}", CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>Reads a dump; signals of inner modules are left out.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">Name of the clock.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It has no such clock.</exception>
    public static Waveform Read(string path, string clock)
    {
        var names = new Dictionary<string, List<string>>();
        var values = new Dictionary<string, string>();
        var changes = new Dictionary<string, string>();
        var samples = new Dictionary<string, List<string>>();
        var (depth, clocks) = (0, 0);
        string? clockId = null;
        foreach (var line in File.ReadLines(path))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words.FirstOrDefault())
            {
                case null:
                    break;
                case "$scope":
                    depth++;
                    break;
                case "$upscope":
                    depth--;
                    break;
                case "$var" when depth == 1:
                    (names.TryGetValue(words[3], out var known) ? known : names[words[3]] = []).Add(words[4]);
                    samples.TryAdd(words[3], []);
                    clockId = words[4] == clock ? words[3] : clockId;
                    break;
                case var time when time[0] == '#':
                    Advance();
                    break;
                default:
                    Change(words);
                    break;
            }
        }

        return clockId is null
            ? throw new InvalidDataException($"{path}: has no signal {clock}")
            : new Waveform(
                names.SelectMany(entry => entry.Value.Select(name => (name, entry.Key)))
                    .ToDictionary(entry => entry.name, entry => (IReadOnlyList<string>)samples[entry.Key]),
                clocks);

        void Change(string[] words)
        {
            var (id, value) = words.Length == 2 && words[0][0] is 'b' or 'B' ? (words[1], words[0][1..])
                : words.Length == 1 && words[0][0] is '0' or '1' or 'x' or 'z' ? (words[0][1..], words[0][..1])
                : ("", "");
            if (!samples.ContainsKey(id))
            {
                return;
            }

            // Changes of the same time come in any order: values are those of the times before.
            if (id == clockId && value == "1" && values.GetValueOrDefault(id) == "0")
            {
                foreach (var (signal, list) in samples)
                {
                    list.Add(values.GetValueOrDefault(signal, "x"));
                }

                clocks++;
            }

            changes[id] = value;
        }

        void Advance()
        {
            foreach (var (id, value) in changes)
            {
                values[id] = value;
            }

            changes.Clear();
        }
    }
}
