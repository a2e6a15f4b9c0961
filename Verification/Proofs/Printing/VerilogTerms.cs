// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Microsoft.Z3;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Printing;

/// <summary>Prints terms as Verilog: a wire for each operation, shared ones once.</summary>
internal sealed class VerilogTerms
{
    private readonly Dictionary<Expr, string> _names = [];
    private readonly StringBuilder _text = new();
    private int _wires;

    /// <summary>The wires so far.</summary>
    public string Text => _text.ToString();

    /// <summary>Gives a variable a name.</summary>
    public void Name(SmtTerm variable, string name) => _names.TryAdd(variable.Expression, name);

    /// <summary>An expression for a term: a name or a number.</summary>
    /// <exception cref="UnprintableException">Something in it has no Verilog here.</exception>
    public string Print(SmtTerm term) => Print(term.Expression);

    private string Print(Expr root)
    {
        // Terms are deep: a stack of our own.
        var open = new Stack<(Expr Term, bool Ready)>([(root, false)]);
        while (open.TryPop(out var next))
        {
            var (term, ready) = next;
            if (_names.ContainsKey(term))
            {
                continue;
            }

            var arguments = term.IsNumeral ? [] : term.Args;
            if (!ready && arguments.Length > 0)
            {
                open.Push((term, true));
                foreach (var argument in arguments)
                {
                    open.Push((argument, false));
                }
            }
            else
            {
                _names.Add(term, arguments.Length == 0 ? Constant(term) : Operation(term, arguments));
            }
        }

        return _names[root];
    }

    private static string Constant(Expr term) => term switch
    {
        BitVecNum number => $"{Number(number.SortSize)}'h{number.BigInteger.ToString("x", CultureInfo.InvariantCulture)}",
        { IsTrue: true } => "1'b1",
        { IsFalse: true } => "1'b0",
        _ => throw new UnprintableException(
            $"the claim cannot be printed as Verilog: {term.FuncDecl.Name} is no variable of it"),
    };

    private string Operation(Expr term, Expr[] arguments)
    {
        var names = arguments.Select(argument => _names[argument]).ToArray();
        var name = term.FuncDecl.Name.ToString();
        return name switch
        {
            "extract" => Slice(term, arguments[0], names[0]),
            "zero_extend" => Wire(Width(term), $"{{{Number(Width(term) - Width(arguments[0]))}'d0, {names[0]}}}"),
            "concat" => Wire(Width(term), $"{{{string.Join(", ", names)}}}"),
            "if" when names[1] == "1'h1" && names[2] == "1'h0" => names[0],
            "if" => Wire(Width(term), $"{names[0]} ? {names[1]} : {names[2]}"),
            "not" or "bvnot" => Wire(Width(term), $"~{names[0]}"),
            "=>" => Wire(1, $"~{names[0]} | {names[1]}"),
            "=" when names.Length == 2 && names[1] == "1'h1" => names[0],
            "=" when names.Length == 2 => Wire(1, $"{names[0]} == {names[1]}"),
            "distinct" when names.Length == 2 => Wire(1, $"{names[0]} != {names[1]}"),
            "bvcomp" => Wire(1, $"{names[0]} == {names[1]}"),
            "bvult" => Wire(1, $"{names[0]} < {names[1]}"),
            "bvule" => Wire(1, $"{names[0]} <= {names[1]}"),
            "bvugt" => Wire(1, $"{names[0]} > {names[1]}"),
            "bvuge" => Wire(1, $"{names[0]} >= {names[1]}"),
            "bvshl" => Wire(Width(term), $"{names[0]} << {names[1]}"),
            "bvlshr" => Wire(Width(term), $"{names[0]} >> {names[1]}"),
            "bvsub" when names.Length == 2 => Wire(Width(term), $"{names[0]} - {names[1]}"),
            "and" or "bvand" => Wire(Width(term), string.Join(" & ", names)),
            "or" or "bvor" => Wire(Width(term), string.Join(" | ", names)),
            "xor" or "bvxor" => Wire(Width(term), string.Join(" ^ ", names)),
            "bvadd" => Wire(Width(term), string.Join(" + ", names)),
            _ => throw new UnprintableException(
                $"the claim cannot be printed as Verilog: operator {name} of {names.Length} is not known"),
        };
    }

    // A number has no bits to be picked from in Verilog, a scalar none that could be anything but itself.
    private string Slice(Expr term, Expr operand, string name)
    {
        if (Width(term) == Width(operand))
        {
            return name;
        }

        var low = term.FuncDecl.Parameters[1].Int;
        var high = low + (int)Width(term) - 1;
        var from = operand.IsNumeral ? Wire(Width(operand), name) : name;
        return Wire(Width(term), $"{from}[{Number((uint)high)}:{Number((uint)low)}]");
    }

    private string Wire(uint width, string value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"n{_wires++}");
        _text.Append(CultureInfo.InvariantCulture, $"    wire {Range((int)width)}{name} = {value};\n");
        return name;
    }

    /// <summary>A declaration's range; none for one bit.</summary>
    public static string Range(int width) => width == 1 ? "" : $"[{Number((uint)width - 1)}:0] ";

    private static uint Width(Expr term) => term is BitVecExpr vector ? vector.SortSize : 1;

    private static string Number(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
