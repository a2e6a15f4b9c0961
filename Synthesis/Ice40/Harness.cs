// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Synthesis.Ice40;

/// <summary>Puts a module between two shift registers: four pins, however wide its ports are.</summary>
/// <remarks>
/// It is made of the FPGA's own cells, so synthesis of the module does not see it. An input's flip-flop is a logic cell,
/// an output's flip-flop and the choice in front of it are one.
/// </remarks>
internal sealed class Harness
{
    /// <summary>Name of the module.</summary>
    public const string Name = "harness";

    /// <summary>What the names of the inner module's cells start with.</summary>
    public const string Inside = "u_top.";

    private readonly EmittedModule _top;
    private readonly string[] _inputs;
    private readonly string[] _outputs;

    /// <summary>A harness for a module.</summary>
    public Harness(EmittedModule top)
    {
        _top = top;
        _inputs = [.. Bits(port => port.IsInput && !IsClock(port))];
        _outputs = [.. Bits(port => !port.IsInput)];
    }

    /// <summary>Logic cells that it adds.</summary>
    public int LogicCells => _inputs.Length + _outputs.Length;

    /// <summary>The Verilog.</summary>
    public string Text
    {
        get
        {
            var (inputs, outputs) = (_inputs.Length, _outputs.Length);
            return string.Create(CultureInfo.InvariantCulture, $$"""
                module {{Name}} (input wire clk_i, input wire load_i, input wire serial_i, output wire serial_o);
                    wire [{{inputs}}:0] in;
                    wire [{{outputs}}:0] out, shifted;
                    assign in[0] = serial_i;
                    assign shifted[0] = in[{{inputs}}];
                    assign serial_o = shifted[{{outputs}}];
                    genvar i;
                    generate
                        for (i = 1; i <= {{inputs}}; i = i + 1) begin : g_in
                            SB_DFF u_bit (.C(clk_i), .D(in[i-1]), .Q(in[i]));
                        end
                        for (i = 1; i <= {{outputs}}; i = i + 1) begin : g_out
                            wire next;
                            SB_LUT4 #(.LUT_INIT(16'hcaca)) u_bit (
                                .I0(shifted[i-1]), .I1(out[i]), .I2(load_i), .I3(1'b0), .O(next));
                            SB_DFF u_q (.C(clk_i), .D(next), .Q(shifted[i]));
                        end
                    endgenerate
                    {{_top.Name}} u_top (
                {{Connections()}});
                endmodule

                """);
        }
    }

    /// <summary>The port that one of its cells stands for; null for a cell of the module.</summary>
    public string? PortOf(string cell)
    {
        var (bits, start) = cell.StartsWith("g_in[", StringComparison.Ordinal) ? (_inputs, 5)
            : cell.StartsWith("g_out[", StringComparison.Ordinal) ? (_outputs, 6) : ([], 0);
        return bits.Length == 0 ? null : bits[int.Parse(cell.AsSpan()[start..cell.IndexOf(']', StringComparison.Ordinal)], CultureInfo.InvariantCulture) - 1];
    }

    private static bool IsClock(Port port) => port.Name is "aclk" or "clk_i";

    private IEnumerable<string> Bits(Func<Port, bool> select) => _top.Ports.Where(select).SelectMany(port =>
        Enumerable.Range(0, port.Width).Select(bit => port.Width == 1
            ? port.Name : string.Create(CultureInfo.InvariantCulture, $"{port.Name}[{bit}]")));

    private string Connections()
    {
        var connections = new List<string>();
        var (input, output) = (1, 1);
        foreach (var port in _top.Ports)
        {
            if (IsClock(port))
            {
                connections.Add($"        .{port.Name}(clk_i)");
                continue;
            }

            var at = port.IsInput ? input : output;
            connections.Add(string.Create(
                CultureInfo.InvariantCulture, $"        .{port.Name}({(port.IsInput ? "in" : "out")}[{at} +: {port.Width}])"));
            input += port.IsInput ? port.Width : 0;
            output += port.IsInput ? 0 : port.Width;
        }

        return string.Join(",\n", connections);
    }
}
