// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Printing;

/// <summary>A variable of a claim as an input of its Verilog.</summary>
/// <param name="Port">The input's name.</param>
/// <param name="Variable">The variable's name.</param>
/// <param name="Width">Width in bits.</param>
public sealed record ClaimInput(string Port, string Variable, int Width);

/// <summary>
/// A claim as a combinational Verilog module: its variables are inputs, the emitted modules are instances, and two
/// outputs say whether the assumptions hold and whether then something is not equal.
/// </summary>
public sealed class VerilogClaim
{
    /// <summary>The output that is set where the assumptions hold.</summary>
    public const string Assumed = "assumed";

    /// <summary>The output that is set where the assumptions hold and something is not as claimed.</summary>
    public const string Broken = "broken";

    private readonly VerilogTerms _terms = new();
    private readonly StringBuilder _declarations = new();
    private readonly StringBuilder _instances = new();
    private readonly List<ClaimInput> _inputs = [];
    private readonly HashSet<string> _taken = [Assumed, Broken];

    private VerilogClaim(string module) => Module = module;

    /// <summary>The module's name.</summary>
    public string Module { get; }

    /// <summary>The module's text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The inputs, in the order of the variables.</summary>
    public IReadOnlyList<ClaimInput> Inputs => _inputs;

    /// <summary>The module that is one clock of a shell: <see cref="Netlist.SymbolicShell.StepPorts"/> are its
    /// ports.</summary>
    public static string StepModule(EmittedModule shell) => $"{shell.Name}_step";

    /// <summary>The wires of an equality's two sides.</summary>
    public static (string Expected, string Actual) Sides(int equality) => (
        string.Create(CultureInfo.InvariantCulture, $"must_be_{equality}"),
        string.Create(CultureInfo.InvariantCulture, $"is_{equality}"));

    /// <summary>The instance of a step.</summary>
    public static string StepInstance(int step) => string.Create(CultureInfo.InvariantCulture, $"s{step}");

    /// <summary>Prints a claim.</summary>
    /// <param name="claim">The claim, with its steps kept.</param>
    /// <param name="obligation">What it is a claim of.</param>
    /// <param name="anyKernels">Kernels are inputs that agree with themselves; else they are instances.</param>
    /// <exception cref="UnprintableException">Something in it has no Verilog here.</exception>
    public static VerilogClaim Print(Claim claim, Obligation obligation, bool anyKernels)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(obligation);
        var printed = new VerilogClaim($"claim_{obligation.Name}");
        foreach (var (name, variable) in claim.Variables.Where(variable => !variable.Value.Expression.IsNumeral))
        {
            printed.AddInput(name, variable);
        }

        for (var i = 0; i < claim.Steps.Count; i++)
        {
            printed.NameOutputs(StepInstance(i), claim.Steps[i].Outputs);
        }

        for (var i = 0; i < claim.Applications.Count; i++)
        {
            var outputs = claim.Applications[i].Outputs;
            var instance = Kernel(i);
            if (!anyKernels)
            {
                printed.NameOutputs(instance, outputs);
                continue;
            }

            foreach (var (port, output) in outputs)
            {
                printed.AddInput($"{instance}.{port}", output);
            }
        }

        printed.AddInstances(claim, anyKernels);
        printed.Text = printed.Write(claim, obligation, anyKernels ? Prover.Agreements(claim) : []);
        return printed;
    }

    private static string Kernel(int application) => string.Create(CultureInfo.InvariantCulture, $"k{application}");

    private void AddInput(string name, SmtTerm variable)
    {
        var port = Unique(name);
        _inputs.Add(new ClaimInput(port, name, variable.Width));
        _terms.Name(variable, port);
    }

    private void NameOutputs(string instance, IReadOnlyDictionary<string, SmtTerm> outputs)
    {
        foreach (var (port, output) in outputs)
        {
            var wire = Unique($"{instance}_{port}");
            _declarations.Append(CultureInfo.InvariantCulture, $"    wire {VerilogTerms.Range(output.Width)}{wire};\n");
            _terms.Name(output, wire);
        }
    }

    private void AddInstances(Claim claim, bool anyKernels)
    {
        for (var i = 0; i < claim.Steps.Count; i++)
        {
            var step = claim.Steps[i];
            AddInstance(StepModule(step.Shell.Module), StepInstance(i), [.. step.Inputs, .. step.Outputs]);
        }

        for (var i = 0; i < claim.Applications.Count && !anyKernels; i++)
        {
            var application = claim.Applications[i];
            AddInstance(application.Module.Name, Kernel(i), [.. application.Inputs, .. application.Outputs]);
        }
    }

    private void AddInstance(string module, string name, List<KeyValuePair<string, SmtTerm>> ports)
    {
        var lines = ports.Select(port => $"        .{Identifier(port.Key)}({_terms.Print(port.Value)})");
        _instances.Append(
            CultureInfo.InvariantCulture, $"    {module} {name} (\n{string.Join(",\n", lines)}\n    );\n");
    }

    private string Write(Claim claim, Obligation obligation, IEnumerable<SmtTerm> agreements)
    {
        var assumed = claim.Assumptions.Concat(agreements).Select(_terms.Print).DefaultIfEmpty("1'b1").ToList();
        var sides = new StringBuilder();
        var differences = new List<string>();
        for (var i = 0; i < claim.Equalities.Count; i++)
        {
            var (field, expected, actual) = claim.Equalities[i];
            var (mustBe, isNow) = Sides(i);
            var range = VerilogTerms.Range(expected.Width);
            sides.Append(CultureInfo.InvariantCulture, $"\n    // {field}\n    wire {range}{mustBe} = {_terms.Print(expected)};\n");
            sides.Append(CultureInfo.InvariantCulture, $"    wire {range}{isNow} = {_terms.Print(actual)};\n");
            differences.Add($"{mustBe} != {isNow}");
        }

        var inputs = _inputs.Select(input => $"    input  wire {VerilogTerms.Range(input.Width)}{input.Port},\n");
        return $"""
            // SPDX-License-Identifier: Apache-2.0
            // Generated by rtlgen. Do not edit.
            //
            // Claim: {obligation.Name}: {obligation.Property}
            // Assumed: {(obligation.Assumes.Length > 0 ? obligation.Assumes : "nothing beside a legal descriptor")}
            //
            `default_nettype none

            module {Module} (
            {string.Concat(inputs)}    output wire {Assumed},
                output wire {Broken}
            );

            {_declarations}{_terms.Text}
            {_instances}{sides}
                assign {Assumed} = {string.Join("\n        & ", assumed)};
                wire differs = ({string.Join(")\n        | (", differences)});
                assign {Broken} = {Assumed} & differs;

            `ifdef FORMAL
                always @* begin
            `ifdef POSSIBLE
                    assert (!{Assumed});    // must fail: else there is nothing that the claim is about
            `else
                    assume ({Assumed});
                    assert (!differs);
            `endif
                end
            `endif

            endmodule

            `default_nettype wire

            """;
    }

    private string Unique(string name)
    {
        var letters = new string([.. name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')]);
        var plain = char.IsAsciiLetter(letters[0]) && !IsReserved(letters) ? letters : $"v_{letters}";
        var unique = plain;
        for (var i = 2; !_taken.Add(unique); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{plain}_{i}");
        }

        return unique;
    }

    // Names of wires and instances here, and words of Verilog that a variable may be called by.
    private static bool IsReserved(string name) =>
        (name.Length > 1 && name[0] is 'n' or 'k' or 's' && name[1..].All(char.IsAsciiDigit))
        || name.StartsWith("must_be_", StringComparison.Ordinal) || name.StartsWith("is_", StringComparison.Ordinal)
        || name is "differs" or "reg" or "wire" or "input" or "output" or "begin" or "end" or "case" or "table" or "time";

    private static string Identifier(string name) =>
        name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? name : $"\\{name} ";
}
