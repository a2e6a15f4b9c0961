// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Synthesis.Liberty;

namespace Rtlgen.Synthesis.Power;

/// <summary>Adds up what the cells of a simulated netlist take, transition by transition.</summary>
/// <remarks>
/// A cell's own energy is the library's, at the slew of the pin that causes the transition and at the output's load;
/// where several causes or states fit, their mean. A driven net takes C·V²/2 a transition. What a state is while the
/// clock is high and while it is low counts half each.
/// </remarks>
internal sealed class EnergyCount
{
    private readonly GateSimulation _simulation;
    private readonly GateNetlist _netlist;
    private readonly double _netEnergy;
    private readonly Costs[] _cells;
    private double _leakage;

    /// <summary>Counts nothing yet.</summary>
    /// <param name="simulation">The running netlist.</param>
    /// <param name="netlist">The netlist.</param>
    /// <param name="volt">The supply.</param>
    /// <param name="slews">Slews by cell and pin, <c>n12/A</c>: of rise and fall, ns.</param>
    /// <exception cref="SynthesisException">A slew is missing.</exception>
    public EnergyCount(
        GateSimulation simulation, GateNetlist netlist, double volt, IReadOnlyDictionary<string, (double Rise, double Fall)> slews)
    {
        (_simulation, _netlist, _netEnergy) = (simulation, netlist, volt * volt / 2);
        _cells = [.. netlist.Remembering.Concat(netlist.Combinational).Select(cell => new Costs(cell, netlist.Loads, slews))];
    }

    /// <summary>fJ inside cells: of the clock, of flip-flops, of other cells.</summary>
    public double[] Internal { get; } = new double[3];

    /// <summary>fJ of nets, by the same drivers.</summary>
    public double[] Switching { get; } = new double[3];

    /// <summary>Clocks counted.</summary>
    public int Clocks { get; private set; }

    /// <summary>Mean leakage in mW.</summary>
    public double Leakage => _leakage / Clocks;

    /// <summary>Counts from before the last edge to now.</summary>
    public void Add()
    {
        Clocks++;
        if (_simulation.ClockNet >= 0)
        {
            Switching[0] += 2 * _netEnergy * _netlist.Loads[_simulation.ClockNet];
        }

        foreach (var costs in _cells)
        {
            var (cell, model) = (costs.Cell, costs.Cell.Model);
            var inputs = model.Inputs.Count;
            var (before, now) = (Row(cell, _simulation.Previous), Row(cell, _simulation.Now));
            var opens = model.Kind == CellKind.ClockGate && _simulation.Rose(cell.Nets[inputs]);
            var clocked = model.Clock >= 0 && _simulation.Rose(cell.Nets[model.Clock]);
            var open = opens ? 1 << inputs : 0;
            var high = model.Clock < 0 ? now : now | (1 << model.Clock) | open;
            _leakage += (costs.Leakage(now) + costs.Leakage(high)) / 2;
            var toggled = (before ^ now) | (clocked ? 1 << model.Clock : 0) | open;
            var group = model.Kind switch { CellKind.ClockGate => 0, CellKind.FlipFlop => 1, _ => 2 };
            for (var pin = 0; toggled >> pin != 0; pin++)
            {
                if (((toggled >> pin) & 1) == 0)
                {
                    continue;
                }

                var both = pin == model.Clock || ((open >> pin) & 1) == 1;
                if (both)
                {
                    Internal[0] += costs.Energy(pin, true, toggled, before | open, before | open)
                        + costs.Energy(pin, false, toggled, now | open, now | open);
                }
                else
                {
                    Internal[group] += costs.Energy(pin, ((now >> pin) & 1) == 1, toggled, now, high);
                }

                Switching[group] += pin < inputs ? 0 : (both ? 2 : 1) * _netEnergy * _netlist.Loads[cell.Nets[pin]];
            }
        }
    }

    private static int Row(GateCell cell, byte[] nets) => GateSimulation.Row(cell, nets, cell.Nets.Length);

    private sealed class Costs
    {
        private readonly (int Related, ulong? When, double Rise, double Fall)[][] _pins;
        private readonly int _mask;

        public Costs(GateCell cell, double[] loads, IReadOnlyDictionary<string, (double Rise, double Fall)> slews)
        {
            Cell = cell;
            _mask = (1 << cell.Model.StatePins) - 1;
            _pins = [.. cell.Model.Arcs.Select((arcs, pin) => arcs.Select(arc => (arc.Related, arc.When, At(arc, pin, true), At(arc, pin, false))).ToArray())];

            // The cause of an output's rise may be a rise or a fall: the slew between.
            double At(EnergyArc arc, int pin, bool rise)
            {
                var cause = arc.Related >= 0 ? arc.Related : pin;
                var name = cause < cell.Model.Inputs.Count ? $"{cell.Name}/{cell.Model.Inputs[cause]}" : "";
                if (!slews.TryGetValue(name, out var slew))
                {
                    throw new SynthesisException($"pin {name} of a {cell.Model.Name} has no slew, must have one");
                }

                var at = cause != pin ? (slew.Rise + slew.Fall) / 2 : rise ? slew.Rise : slew.Fall;
                return (rise ? arc.Rise : arc.Fall)?.At(at, cause == pin ? 0 : loads[cell.Nets[pin]]) ?? 0;
            }
        }

        public GateCell Cell { get; }

        public double Leakage(int row) => Cell.Model.Leakage[row & _mask];

        // Of one transition, in the mean of two states.
        public double Energy(int pin, bool rises, int toggled, int low, int high)
        {
            var arcs = _pins[pin];
            var isInput = pin < Cell.Model.Inputs.Count;
            var (named, rest) = ((Sum: 0.0, Weight: 0.0), (Sum: 0.0, Weight: 0.0));
            foreach (var arc in arcs)
            {
                var energy = rises ? arc.Rise : arc.Fall;
                if (arc.Related >= 0 && ((toggled >> arc.Related) & 1) == 0)
                {
                    continue;
                }

                if (arc.When is { } when)
                {
                    var weight = (((when >> (low & _mask)) & 1) + ((when >> (high & _mask)) & 1)) / 2.0;
                    named = (named.Sum + (weight * energy), named.Weight + weight);
                }
                else
                {
                    rest = (rest.Sum + energy, rest.Weight + 1);
                }
            }

            // An input's transition in a state that no table names costs nothing; an output's costs the mean.
            return isInput ? named.Sum + (rest.Weight > 0 ? Math.Max(0, 1 - named.Weight) * rest.Sum / rest.Weight : 0)
                : named.Weight > 0 ? named.Sum / named.Weight
                : rest.Weight > 0 ? rest.Sum / rest.Weight
                : arcs.Length > 0 ? arcs.Average(arc => rises ? arc.Rise : arc.Fall) : 0;
        }
    }
}
