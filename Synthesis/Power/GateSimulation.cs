// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Synthesis.Liberty;
using Rtlgen.Verification.Simulation;

namespace Rtlgen.Synthesis.Power;

/// <summary>A netlist of cells clock by clock, without delays: each net changes at most once a clock.</summary>
internal sealed class GateSimulation
{
    private readonly GateNetlist _netlist;
    private readonly byte[] _held;
    private readonly bool[] _rises;

    /// <summary>A netlist, all of its flip-flops at 0.</summary>
    /// <param name="netlist">The netlist.</param>
    /// <param name="clock">The clock's port; null for none.</param>
    /// <exception cref="SynthesisException">A flip-flop or a gate has another clock than the port, or a gate behind
    /// it.</exception>
    public GateSimulation(GateNetlist netlist, string? clock)
    {
        _netlist = netlist;
        _held = new byte[netlist.Remembering.Count];
        _rises = new bool[netlist.NetCount];
        ClockNet = clock is null ? -1 : netlist.Ports[clock][0];
        Now = new byte[netlist.NetCount];
        Previous = new byte[netlist.NetCount];
        Now[1] = Previous[1] = 1;
        var gated = netlist.Remembering.Where(cell => cell.Model.Kind == CellKind.ClockGate)
            .Select(cell => cell.Nets[cell.Model.Inputs.Count]).ToHashSet();
        foreach (var cell in netlist.Remembering)
        {
            var net = cell.Nets[cell.Model.Clock];
            if (net != ClockNet && (cell.Model.Kind == CellKind.ClockGate || !gated.Contains(net)))
            {
                throw new SynthesisException($"cell {cell.Name}: its clock must be the port's, or that behind one gate");
            }
        }
    }

    /// <summary>The clock's net; -1 if there is none.</summary>
    public int ClockNet { get; }

    /// <summary>Nets as they have settled; clocks are 0.</summary>
    public byte[] Now { get; private set; }

    /// <summary>Nets as they were before the last edge.</summary>
    public byte[] Previous { get; private set; }

    /// <summary>True if a clock's net rose at the last edge, and fell behind it.</summary>
    public bool Rose(int net) => _rises[net];

    /// <summary>Applies inputs and settles.</summary>
    public void Settle(PortLayout layout, ReadOnlySpan<uint> inputs)
    {
        (Now, Previous) = (Previous, Now);
        foreach (var slot in layout.Inputs)
        {
            var nets = _netlist.Ports[slot.Name];
            for (var bit = 0; bit < nets.Length; bit++)
            {
                Now[nets[bit]] = (byte)((inputs[slot.Offset + (bit / 32)] >> (bit % 32)) & 1);
            }
        }

        for (var index = 0; index < _held.Length; index++)
        {
            var cell = _netlist.Remembering[index];
            if (cell.Model.Kind == CellKind.FlipFlop)
            {
                Drive(cell, _held[index]);
            }
        }

        foreach (var cell in _netlist.Combinational)
        {
            Drive(cell, Row(cell, Now, cell.Model.Inputs.Count));
        }
    }

    /// <summary>The clock rises.</summary>
    public void Edge()
    {
        if (ClockNet < 0)
        {
            return;
        }

        _rises[ClockNet] = true;
        foreach (var cell in _netlist.Remembering.Where(cell => cell.Model.Kind == CellKind.ClockGate))
        {
            _rises[cell.Nets[cell.Model.Inputs.Count]] = Now[cell.Nets[cell.Model.Enable]] == 1;
        }

        for (var index = 0; index < _held.Length; index++)
        {
            var cell = _netlist.Remembering[index];
            if (cell.Model.Kind == CellKind.FlipFlop && _rises[cell.Nets[cell.Model.Clock]])
            {
                var row = Row(cell, Now, cell.Model.Inputs.Count) | (_held[index] << cell.Model.Inputs.Count);
                _held[index] = (byte)((cell.Model.Next >> row) & 1);
            }
        }
    }

    /// <summary>The first output whose bits differ from those that it should have; null if none does.</summary>
    public string? FirstDifference(PortLayout layout, ReadOnlySpan<uint> outputs)
    {
        foreach (var slot in layout.Outputs)
        {
            var nets = _netlist.Ports[slot.Name];
            for (var bit = 0; bit < nets.Length; bit++)
            {
                if (Now[nets[bit]] != ((outputs[slot.Offset + (bit / 32)] >> (bit % 32)) & 1))
                {
                    return $"{slot.Name}[{bit}]";
                }
            }
        }

        return null;
    }

    /// <summary>The first pins of a cell as a row's number.</summary>
    public static int Row(GateCell cell, byte[] nets, int pins)
    {
        var row = 0;
        for (var pin = 0; pin < pins; pin++)
        {
            row |= nets[cell.Nets[pin]] << pin;
        }

        return row;
    }

    private void Drive(GateCell cell, int row)
    {
        for (var output = 0; output < cell.Model.Functions.Length; output++)
        {
            Now[cell.Nets[cell.Model.Inputs.Count + output]] = (byte)((cell.Model.Functions[output] >> row) & 1);
        }
    }
}
