// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Verification.Proofs.Netlist;

/// <summary>Makes a function of its inputs out of Yosys's SMT-LIB.</summary>
/// <remarks>
/// Yosys makes every net a function of a state of unknown sort, which keeps Z3 from its bit-vector tactics and takes
/// minutes to load. Without the state each net is a definition: inputs are <c>|in NAME|</c>, all of them bit-vectors,
/// and one assertion a port says what it is, <c>(= |port NAME| …)</c>.
/// </remarks>
public static partial class FlatNetlist
{
    private const string Bit = "Bool";

    /// <summary>Name of an input's variable.</summary>
    public static string Input(string port) => $"in {port}";

    /// <summary>Name of the constant that an assertion gives a port's value.</summary>
    public static string Value(string port) => $"port {port}";

    /// <summary>Rewrites Yosys's text.</summary>
    /// <param name="module">The module, with its ports.</param>
    /// <param name="text">What Yosys wrote for it.</param>
    /// <returns>SMT-LIB without state: one assertion for every port, in the ports' order.</returns>
    /// <exception cref="NetlistException">The module holds state, or has nets that nothing drives.</exception>
    public static string Of(EmittedModule module, string text)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains("\n; yosys-smt2-register ", StringComparison.Ordinal)
            || text.Contains("\n; yosys-smt2-memory ", StringComparison.Ordinal))
        {
            throw new NetlistException($"{module.Name}: holds state, must be combinational");
        }

        var flat = new StringBuilder();
        var sorts = new Dictionary<string, string>();
        foreach (var input in module.Ports.Where(port => port.IsInput))
        {
            Line(flat, $"(declare-fun |{Input(input.Name)}| () {Vector(input.Width)})");
        }

        foreach (var line in text.Split('\n'))
        {
            AddLine(flat, module, line, sorts);
        }

        foreach (var port in module.Ports)
        {
            var net = $"{module.Name}_n {port.Name}";
            var value = sorts.GetValueOrDefault(net) switch
            {
                null => throw new NetlistException($"{module.Name}: yosys has no port {port.Name}"),
                Bit => $"(ite |{net}| #b1 #b0)",
                _ => $"|{net}|",
            };
            Line(flat, $"(declare-fun |{Value(port.Name)}| () {Vector(port.Width)})");
            Line(flat, $"(assert (= |{Value(port.Name)}| {value}))");
        }

        return flat.ToString();
    }

    private static void AddLine(StringBuilder flat, EmittedModule module, string line, Dictionary<string, string> sorts)
    {
        if (Declaration().Match(line) is { Success: true } declared)
        {
            var (name, sort, net) =
                (declared.Groups["name"].Value, declared.Groups["sort"].Value, declared.Groups["net"].Value);
            if (name != module.Name + "_is")
            {
                Line(flat, $"(define-fun |{name}| () {sort} {Pieces(module, net, sort)})");
            }
        }
        else if (Definition().Match(line) is { Success: true } defined
            && !PropertySuffixes.Contains(defined.Groups["name"].Value[module.Name.Length..]))
        {
            var (name, sort, body) =
                (defined.Groups["name"].Value, defined.Groups["sort"].Value, defined.Groups["body"].Value);
            Line(flat, $"(define-fun |{name}| () {sort} {Application().Replace(body, "|$1|")}");
            sorts[name] = sort;
        }
        else if (line.Length > 0 && line[0] != ';' && !line.StartsWith("(declare-sort ", StringComparison.Ordinal)
            && !Definition().IsMatch(line))
        {
            throw new NetlistException($"{module.Name}: yosys wrote a line of an unknown form: {line}");
        }
    }

    private static readonly HashSet<string> PropertySuffixes = ["_a", "_u", "_i", "_h", "_t"];

    // Yosys declares each piece of its inputs by itself and names the piece behind it: \keep_i [22:1], or
    // { \field_i \mantissa_i [22:20] }.
    private static string Pieces(EmittedModule module, string net, string sort)
    {
        var match = NetName().Match(net);
        if (!match.Success)
        {
            throw new NetlistException($"{module.Name}: net {net} is driven by nothing and is no input");
        }

        var pieces = match.Groups["piece"].Captures.Select(piece => Slice(module, piece.Value)).ToList();
        var value = pieces.Count == 1 ? pieces[0] : $"(concat {string.Join(' ', pieces)})";
        return sort == Bit ? $"(= {value} #b1)" : value;
    }

    private static string Slice(EmittedModule module, string piece)
    {
        var match = Piece().Match(piece);
        var port = module.Ports.FirstOrDefault(port => port.IsInput && port.Name == match.Groups["port"].Value)
            ?? throw new NetlistException($"{module.Name}: net {piece} is driven by nothing and is no input");
        var high = Number(match.Groups["high"], port.Width - 1);
        var low = Number(match.Groups["low"], match.Groups["high"].Success ? high : 0);
        return string.Create(CultureInfo.InvariantCulture, $"((_ extract {high} {low}) |{Input(port.Name)}|)");

        static int Number(Group group, int otherwise) =>
            group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : otherwise;
    }

    private static string Vector(int width) => string.Create(CultureInfo.InvariantCulture, $"(_ BitVec {width})");

    private static void Line(StringBuilder flat, string line) => flat.Append(line).Append('\n');

    [GeneratedRegex(@"^\(declare-fun \|(?<name>[^|]+)\| \(\|[^|]+_s\|\) (?<sort>Bool|\(_ BitVec \d+\))\)(?: ; (?<net>.*))?$")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^\(define-fun \|(?<name>[^|]+)\| \(\(state \|[^|]+_s\|\)(?: \(next_state \|[^|]+_s\|\))?\) (?<sort>Bool|\(_ BitVec \d+\)) (?<body>.*?)(?: ; .*)?$")]
    private static partial Regex Definition();

    [GeneratedRegex(@"\(\|([^|]+)\| state\)")]
    private static partial Regex Application();

    [GeneratedRegex(@"^(?:(?<piece>\\[\w.\[\]]+(?: \[[\d:]+\])?)|\{(?: (?<piece>\\[\w.\[\]]+(?: \[[\d:]+\])?))+ \})$")]
    private static partial Regex NetName();

    [GeneratedRegex(@"^\\(?<port>[\w.\[\]]+)(?: \[(?<high>\d+)(?::(?<low>\d+))?\])?$")]
    private static partial Regex Piece();
}
