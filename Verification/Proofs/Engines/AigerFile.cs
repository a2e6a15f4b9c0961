// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Rtlgen.Verification.Proofs.Engines;

/// <summary>A combinational circuit of and gates and inverters in the binary AIGER format (version 1.9, no
/// latches).</summary>
/// <remarks>A literal is twice a variable, plus 1 if it is inverted; variable 0 is the constant 0, inputs come
/// first.</remarks>
public sealed class AigerFile
{
    private readonly byte[] _gateBytes;
    private readonly int _maximum;

    private AigerFile(
        int maximum, IReadOnlyList<string> inputs, IReadOnlyDictionary<string, int> outputs, byte[] gateBytes)
    {
        (_maximum, Inputs, Outputs, _gateBytes) = (maximum, inputs, outputs, gateBytes);
        Gates = [.. ReadGates(gateBytes, inputs.Count, maximum)];
    }

    /// <summary>Names of the inputs; input i is variable i + 1.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>Every output's literal by its name.</summary>
    public IReadOnlyDictionary<string, int> Outputs { get; }

    /// <summary>The gates: each is the and of two literals, and the variable after the one before.</summary>
    public IReadOnlyList<(int Left, int Right)> Gates { get; }

    /// <summary>Reads a file with a symbol for each input and output.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static AigerFile Parse(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var at = 0;
        var header = Line(bytes, ref at).Split(' ');
        if (header is not ["aig", _, _, "0", _, _])
        {
            throw new InvalidDataException("not a combinational binary AIGER file");
        }

        var counts = header.Skip(1).Select(Number).ToList();
        var (maximum, inputs, outputs, gates) = (counts[0], counts[1], counts[3], counts[4]);
        if (maximum != inputs + gates)
        {
            throw new InvalidDataException("AIGER: the number of variables is not that of inputs and gates");
        }

        var literals = new int[outputs];
        for (var i = 0; i < outputs; i++)
        {
            literals[i] = Number(Line(bytes, ref at));
        }

        var first = at;
        for (var i = 0; i < 2 * gates; i++)
        {
            Delta(bytes, ref at);
        }

        var (inputNames, outputNames) = (new string[inputs], new string[outputs]);
        var symbols = at;
        while (symbols < bytes.Length && bytes[symbols] is (byte)'i' or (byte)'o')
        {
            var line = Line(bytes, ref symbols);
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            (line[0] == 'i' ? inputNames : outputNames)[Number(line[1..space])] = line[(space + 1)..];
        }

        return inputNames.Contains(null) || outputNames.Contains(null)
            ? throw new InvalidDataException("AIGER: an input or output has no symbol")
            : new AigerFile(
                maximum, inputNames, outputNames.Zip(literals).ToDictionary(pair => pair.First, pair => pair.Second), bytes[first..at]);
    }

    /// <summary>The file with one output only, and no symbols.</summary>
    public byte[] WithOutput(string output) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"aig {_maximum} {Inputs.Count} 0 1 {Gates.Count}\n{Outputs[output]}\n")),
        .. _gateBytes,
    ];

    /// <summary>A formula in DIMACS: satisfied by just the inputs that set an output. Variable i is DIMACS's i +
    /// 1.</summary>
    public string ToDimacs(string output)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"p cnf {_maximum + 1} {3 * Gates.Count + 2}\n-1 0\n");
        for (var i = 0; i < Gates.Count; i++)
        {
            var gate = Inputs.Count + i + 2;
            var (left, right) = (Dimacs(Gates[i].Left), Dimacs(Gates[i].Right));
            text.Append(
                CultureInfo.InvariantCulture, $"{-gate} {left} 0\n{-gate} {right} 0\n{gate} {-left} {-right} 0\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{Dimacs(Outputs[output])} 0\n").ToString();
    }

    private static int Dimacs(int literal) => ((literal >> 1) + 1) * ((literal & 1) == 0 ? 1 : -1);

    private static IEnumerable<(int Left, int Right)> ReadGates(byte[] bytes, int inputs, int maximum)
    {
        var at = 0;
        for (var variable = inputs + 1; variable <= maximum; variable++)
        {
            var left = 2 * variable - Delta(bytes, ref at);
            var right = left - Delta(bytes, ref at);
            yield return left >= 2 * variable || right < 0
                ? throw new InvalidDataException("AIGER: a gate is not after what it looks at")
                : (left, right);
        }
    }

    // Seven bits a byte, the lowest first; the top bit says that more follow.
    private static int Delta(byte[] bytes, ref int at)
    {
        for (var (value, shift) = (0, 0); ; shift += 7)
        {
            if (at == bytes.Length || shift > 28)
            {
                throw new InvalidDataException("AIGER: the gates end early");
            }

            value |= (bytes[at] & 0x7f) << shift;
            if ((bytes[at++] & 0x80) == 0)
            {
                return value;
            }
        }
    }

    private static string Line(byte[] bytes, ref int at)
    {
        var end = Array.IndexOf(bytes, (byte)'\n', at);
        if (end < 0)
        {
            throw new InvalidDataException("AIGER: a line does not end");
        }

        var line = Encoding.ASCII.GetString(bytes, at, end - at);
        at = end + 1;
        return line;
    }

    private static int Number(string text) => int.TryParse(
        text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new InvalidDataException($"AIGER: '{text}' is no number");
}
