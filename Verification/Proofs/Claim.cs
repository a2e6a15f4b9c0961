// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Proofs.Kernels;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs;

/// <summary>A pair that a claim says is equal.</summary>
/// <param name="Field">What it is.</param>
/// <param name="Expected">The golden model's.</param>
/// <param name="Actual">The hardware's, or what comes back.</param>
public sealed record Equality(string Field, SmtTerm Expected, SmtTerm Actual);

/// <summary>One case of an obligation: variables, what is assumed of them, and what must then be equal.</summary>
public sealed class Claim
{
    private readonly Func<string, EmittedModule> _modules;
    private readonly Func<string, SymbolicShell> _shells;
    private readonly IReadOnlyDictionary<string, ulong> _pins;
    private readonly Dictionary<string, SmtTerm> _variables = [];
    private readonly List<SmtTerm> _assumptions = [];
    private readonly List<Equality> _equalities = [];
    private readonly List<Application> _applications = [];
    private readonly List<ShellStep> _steps = [];
    private int _outputs;
    private DescriptorBits<SmtTerm>? _descriptor;

    /// <summary>An empty claim.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="rules">The golden rules.</param>
    /// <param name="modules">Gives the emitted kernel of a kind.</param>
    /// <param name="shells">Loads an emitted shell of a kind.</param>
    /// <param name="pins">Variables that have one value in this case.</param>
    public Claim(
        HardwareConfig config,
        GoldenRules rules,
        Func<string, EmittedModule> modules,
        Func<string, SymbolicShell> shells,
        IReadOnlyDictionary<string, ulong> pins)
    {
        (Config, Rules, _modules, _shells, _pins) = (config, rules, modules, shells, pins);
    }

    /// <summary>The configuration.</summary>
    public HardwareConfig Config { get; }

    /// <summary>The golden rules.</summary>
    public GoldenRules Rules { get; }

    /// <summary>The container.</summary>
    public Container Container => Config.Container;

    /// <summary>Variables by name, in the order they were asked for; pinned ones are constants.</summary>
    public IReadOnlyDictionary<string, SmtTerm> Variables => _variables;

    /// <summary>What is taken for granted, one bit each.</summary>
    public IReadOnlyList<SmtTerm> Assumptions => _assumptions;

    /// <summary>What must be equal.</summary>
    public IReadOnlyList<Equality> Equalities => _equalities;

    /// <summary>A shell's clocks are tied to the claim by <see cref="Steps"/>; else they are formulas in it.</summary>
    public bool KeepsSteps { get; init; }

    /// <summary>The clocks of emitted shells, if they are kept.</summary>
    public IReadOnlyList<ShellStep> Steps => _steps;

    /// <summary>The emitted kernels at work.</summary>
    public IReadOnlyList<Application> Applications => _applications;

    /// <summary>A descriptor that the design takes: legal, with a coder and a rounding that were generated.</summary>
    public DescriptorBits<SmtTerm> Descriptor
    {
        get
        {
            if (_descriptor is null)
            {
                _descriptor = AnyDescriptor();
                Assume(LegalHere(_descriptor.Value));
            }

            return _descriptor.Value;
        }
    }

    /// <summary>A variable; the same name is the same one.</summary>
    public SmtTerm Variable(string name, int width)
    {
        if (!_variables.TryGetValue(name, out var variable))
        {
            variable = _pins.TryGetValue(name, out var value)
                ? SmtTerm.Constant(width, value)
                : SmtTerm.Variable(name, width);
            _variables.Add(name, variable);
        }

        return variable;
    }

    /// <summary>A variable less than 2^<paramref name="bits"/>.</summary>
    public SmtTerm Variable(string name, int width, SmtTerm bits)
    {
        var variable = Variable(name, width);
        Assume(SmtTerm.Equal(variable & ~BitMath.Ones(width, bits), SmtTerm.Constant(width, 0)));
        return variable;
    }

    /// <summary>The fields of a descriptor, any bits.</summary>
    public DescriptorBits<SmtTerm> AnyDescriptor() => new(
        Variable("mantissa", DescriptorBits<SmtTerm>.MantissaWidth),
        Variable("exponent", DescriptorBits<SmtTerm>.ExponentWidth),
        Variable("low", DescriptorBits<SmtTerm>.LowWidth),
        Variable("sign", 1),
        Variable("coder", DescriptorBits<SmtTerm>.CoderWidth),
        Variable("bias", DescriptorBits<SmtTerm>.BiasWidth),
        Variable("rounding", 1));

    /// <summary>One bit: the descriptor is legal, and its coder and rounding were generated.</summary>
    public SmtTerm LegalHere(DescriptorBits<SmtTerm> descriptor)
    {
        var coders = Config.Coders.Select(descriptor.Uses);
        var roundings = Config.Roundings
            .Select(rounding => SmtTerm.Equal(descriptor.Rounding, SmtTerm.Constant(1, (ulong)rounding)));
        return DescriptorRule.IsLegal(Container, Config.Word, descriptor)
            & coders.Aggregate((any, one) => any | one) & roundings.Aggregate((any, one) => any | one);
    }

    /// <summary>Takes something for granted.</summary>
    public void Assume(SmtTerm condition) => _assumptions.Add(condition);

    /// <summary>Takes for granted that a value is at most a limit.</summary>
    public void AssumeAtMost(SmtTerm value, SmtTerm limit) => Assume(~SmtTerm.Less(limit, value));

    /// <summary>Claims that two values are equal.</summary>
    public void Equal(string field, SmtTerm expected, SmtTerm actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        var width = Math.Max(expected.Width, actual.Width);
        _equalities.Add(new Equality(field, expected.Resize(width), actual.Resize(width)));
    }

    /// <summary>Claims that two values are equal where a condition holds.</summary>
    public void EqualWhere(SmtTerm condition, string field, SmtTerm expected, SmtTerm actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        Equal(field, expected, SmtTerm.Mux(condition, actual.Resize(expected.Width), expected));
    }

    /// <summary>Claims that a condition holds.</summary>
    public void Holds(string field, SmtTerm condition) => Equal(field, SmtTerm.Constant(1, 1), condition);

    /// <summary>The emitted shell of a kind, a clock at a time.</summary>
    public SymbolicShell Shell(string kind) => _shells(kind);

    /// <summary>The outputs of the emitted kernel of a kind.</summary>
    public IReadOnlyDictionary<string, SmtTerm> Rtl(string kind, params (string Port, SmtTerm Value)[] inputs) =>
        Rtl(kind, -1, inputs);

    /// <summary>The outputs of the emitted kernel of a kind, at work in a lane.</summary>
    /// <exception cref="ArgumentException">An input is missing, unknown or of another width.</exception>
    public IReadOnlyDictionary<string, SmtTerm> Rtl(string kind, int lane, params (string Port, SmtTerm Value)[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var module = _modules(kind);
        var given = inputs.ToDictionary(input => input.Port, input => input.Value);
        var wanted = module.Ports.Where(port => port.IsInput).ToDictionary(port => port.Name, port => port.Width);
        if (given.Count != wanted.Count || given.Any(input => wanted.GetValueOrDefault(input.Key) != input.Value.Width))
        {
            throw new ArgumentException($"{module.Name}: not every input has one value of its width", nameof(inputs));
        }

        var outputs = NewOutputs(module);
        Applies(new Application(module, lane, given, outputs));
        return outputs;
    }

    /// <summary>Variables for a kernel's outputs, to go with an application of it.</summary>
    internal IReadOnlyDictionary<string, SmtTerm> NewOutputs(EmittedModule module)
    {
        var number = _outputs++;
        return module.Ports.Where(port => !port.IsInput).ToDictionary(port => port.Name, port => SmtTerm.Variable(
            string.Create(CultureInfo.InvariantCulture, $"{module.Name}#{number}.{port.Name}"), port.Width));
    }

    /// <summary>Variables for what a shell's clock gives, tied to what it is given.</summary>
    internal IReadOnlyDictionary<string, SmtTerm> NewStep(
        SymbolicShell shell, IReadOnlyDictionary<string, SmtTerm> inputs)
    {
        var number = _outputs++;
        var outputs = shell.StepPorts.Where(port => !port.IsInput).ToDictionary(port => port.Name, port => SmtTerm.Variable(
            string.Create(CultureInfo.InvariantCulture, $"{shell.Module.Name}#{number}.{port.Name}"), port.Width));
        _steps.Add(new ShellStep(shell, inputs, outputs));
        return outputs;
    }

    /// <summary>Ties a kernel's outputs to its inputs.</summary>
    internal void Applies(Application application) => _applications.Add(application);
}
