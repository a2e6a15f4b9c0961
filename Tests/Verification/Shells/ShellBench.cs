// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Simulation;
using Xunit;

namespace Rtlgen.Tests.Verification.Shells;

/// <summary>A payload by the names of its ports, without <c>_i</c> and <c>_o</c>.</summary>
internal sealed class Beat : Dictionary<string, ulong>
{
    public Beat()
    {
    }

    /// <summary>A copy under names with a prefix: of the named ports, or of all.</summary>
    public Beat(Beat other, string prefix = "", params string[] names)
    {
        foreach (var (port, value) in other.Where(entry => names.Length == 0 || names.Contains(entry.Key)))
        {
            Add(prefix + port, value);
        }
    }

    public override string ToString() => string.Join(' ', this.Select(port => $"{port.Key}={port.Value:x}"));
}

/// <summary>A stream of beats into a shell.</summary>
/// <param name="Name">What precedes <c>_valid_i</c>.</param>
/// <param name="Beats">The beats, at least one.</param>
internal sealed record Source(string Name, IReadOnlyList<Beat> Beats);

/// <summary>All shells below encoder and decoder side by side in one model; ports are called SHELL_PORT.</summary>
/// <remarks>The configuration is small enough that no port has more than 64 bits.</remarks>
internal sealed class ShellBench(int seed) : IDisposable
{
    private const int Patience = 1000;

    private static readonly Lazy<VerilatedModel> Model = new(Build);

    private readonly ModelInstance _instance = Model.Value.CreateInstance(seed | 1);
    private readonly Random _random = new(seed);

    public static HardwareConfig Config { get; } = new() { Container = Container.Bf16, Lanes = 2, Rows = 3, Word = 16 };

    /// <summary>Sends beats in and takes as many out as are expected, both with random pauses; then sees that no more
    /// come.</summary>
    public void Expect(string shell, IReadOnlyList<Source> sources, string sink, IReadOnlyList<Beat> expected)
    {
        Reset();
        var (idle, stall) = (_random.Next(3) * 40, _random.Next(3) * 40);
        var (next, offered) = (new int[sources.Count], new bool[sources.Count]);
        var (taken, still, held) = (0, 0, (string?)null);
        while (still < (taken < expected.Count ? Patience : 40))
        {
            for (var i = 0; i < sources.Count; i++)
            {
                offered[i] = offered[i] || (next[i] < sources[i].Beats.Count && _random.Next(100) >= idle);
                _instance.Set($"{shell}_{sources[i].Name}_valid_i", offered[i] ? 1u : 0);
                Drive(shell, sources[i], offered[i] ? next[i] : -1);
            }

            var ready = _random.Next(100) >= stall;
            _instance.Set($"{shell}_{sink}_ready_i", ready ? 1u : 0);
            _instance.Clock();
            still++;
            for (var i = 0; i < sources.Count; i++)
            {
                if (offered[i] && _instance.Get($"{shell}_{sources[i].Name}_ready_o") != 0)
                {
                    (offered[i], still) = (false, 0);
                    next[i]++;
                }
            }

            var valid = _instance.Get($"{shell}_{sink}_valid_o") != 0;
            Assert.True(valid || held is null, $"{shell}: valid fell before ready");
            if (valid)
            {
                Assert.True(taken < expected.Count, $"{shell}: more than {expected.Count} rows");
                var actual = Sample(shell, expected[taken]);
                Assert.True(actual == expected[taken].ToString(), $"{shell}, row {taken}:\nexpected {expected[taken]}\ngot      {actual}");
                held = ready ? null : actual;
                (taken, still) = ready ? (taken + 1, 0) : (taken, still);
            }
        }

        Assert.True(taken == expected.Count, $"{shell}: {taken} of {expected.Count} rows came");
        Assert.Equal(sources.Select(source => source.Beats.Count), next);
    }

    public void Dispose() => _instance.Dispose();

    private void Reset()
    {
        _instance.Inputs.Clear();
        _instance.Set("rst_i", 1);
        _instance.Clock();
        _instance.Clock();
        _instance.Set("rst_i", 0);
    }

    // Junk between beats.
    private void Drive(string shell, Source source, int index)
    {
        foreach (var port in source.Beats[0].Keys)
        {
            _instance.Set($"{shell}_{port}_i", index < 0 ? (ulong)_random.NextInt64() : source.Beats[index][port]);
        }
    }

    // Ports that an expected beat leaves out are not looked at; NAME/MASK looks at some bits.
    private string Sample(string shell, Beat expected)
    {
        var sample = new Beat();
        foreach (var port in expected.Keys)
        {
            var parts = port.Split('/');
            var mask = parts.Length == 1 ? ulong.MaxValue : Convert.ToUInt64(parts[1], 16);
            sample[port] = _instance.Get($"{shell}_{parts[0]}_o") & mask;
        }

        return sample.ToString();
    }

    private static VerilatedModel Build()
    {
        var design = new DesignEmitter().Emit(Config);
        var shells = design.Modules.Where(module => module.Ports[0].Name == "clk_i").ToList();
        var name = Config.ModuleName("shells");
        List<Port> ports = [new("clk_i", true, 1), new("rst_i", true, 1)];
        var body = new List<string>();
        foreach (var shell in shells)
        {
            var kind = shell.Name[(Config.Prefix.Length + 1)..^(Config.Name.Length + 1)];
            ports.AddRange(shell.Ports.Skip(2).Select(port => port with { Name = $"{kind}_{port.Name}" }));
            var connections = shell.Ports.Skip(2).Select(port => $".{port.Name}({kind}_{port.Name})");
            body.Add($"    {shell.Name} u_{kind} (.clk_i(clk_i), .rst_i(rst_i), {string.Join(", ", connections)});");
        }

        Assert.All(ports, port => Assert.InRange(port.Width, 1, 64));
        var declarations = ports.Select(port =>
            $"    {(port.IsInput ? "input" : "output")} wire {Verilog.Range(port.Width, port.IsVector)}{port.Name}");
        var text = $"module {name} (\n{string.Join(",\n", declarations)}\n);\n{string.Join('\n', body)}\nendmodule\n";
        var wrapper = new EmittedModule(name, ports, text);
        return VerilatedModel.Build(wrapper, [.. design.Modules, wrapper]);
    }
}
