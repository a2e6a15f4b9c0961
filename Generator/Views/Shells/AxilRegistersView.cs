// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Registers;

namespace Rtlgen.Generator.Views.Shells;

/// <summary>The register block: descriptors from AXI4-Lite to streams, status back.</summary>
public sealed record AxilRegistersView(HardwareConfig Config) : ModuleView(Config, "axil_registers", "axil_registers")
{
    private readonly RegisterMap _map = RegisterMap.Of(Config);

    /// <inheritdoc/>
    public override IReadOnlyList<Port> Ports =>
    [
        In("aclk", 1), In("aresetn", 1), .. AxiLitePorts.All,
        .. IsRuntime
            ? [Out("encode_valid_o", 1), In("encode_ready_i", 1), Out("encode_descriptor_o", 40)]
            : Array.Empty<Port>(),
        Out("decode_valid_o", 1), In("decode_ready_i", 1), Out("decode_descriptor_o", IsRuntime ? 80 : 40),
        In("losses_i", 4), In("encoder_errors_i", 2), In("decoder_errors_i", 3),
        Out("encoder_clear_o", 1), Out("decoder_clear_o", 1), Out("irq_o", 1),
    ];

    /// <summary>The registers in words, one line each.</summary>
    public IEnumerable<string> Legend
    {
        get
        {
            var longest = _map.Registers.Max(register => register.Name.Length);
            return _map.Registers.Select(register =>
                $"0x{register.Address:x2}   {register.Name.PadRight(longest)}   {register.AccessWords}");
        }
    }

    /// <summary>Highest bit of an address.</summary>
    public int AddressMsb { get; } = RegisterMap.AddressBits - 1;

    /// <summary>Highest bit of a register's number.</summary>
    public int IndexMsb => AddressMsb - 2;

    /// <summary>Registers that hold what is written.</summary>
    public IEnumerable<StoredRegister> Stored => _map.Registers.Where(register => register.IsStored).Select(
        register => new StoredRegister(register.Name, Index(register), Hex(register.Mask)));

    /// <summary>What can be handed over.</summary>
    public IEnumerable<PushedDescriptor> Pushes =>
    [
        .. IsRuntime
            ? [new PushedDescriptor("encode", Index(_map["encode_high"]), 39, "{encode_high_new[7:0], encode_low_q}")]
            : Array.Empty<PushedDescriptor>(),
        new PushedDescriptor(
            "decode", Index(_map["decode_count_high"]), IsRuntime ? 79 : 39,
            "{decode_count_high_new[7:0], decode_count_low_q" + (IsRuntime ? ", decode_high_q[7:0], decode_low_q}" : "}")),
    ];

    /// <summary>When each writable register takes a write.</summary>
    public IEnumerable<RegisterCase> Accepts => _map.Registers
        .Where(register => register.Access is not (RegisterAccess.Constant or RegisterAccess.Status))
        .Select(register => new RegisterCase(
            Index(register), register.Name, register.Access == RegisterAccess.Push ? $"{Room(register)} || !strobe_q[0]" : "1'b1"));

    /// <summary>What each readable register reads as.</summary>
    public IEnumerable<RegisterCase> Reads => _map.Registers.Where(register => register.IsReadable).Select(
        register => new RegisterCase(Index(register), register.Name, register.Access switch
        {
            RegisterAccess.Constant => Hex(register.Value),
            RegisterAccess.Status => register.Name,
            _ => $"{register.Name}_q",
        }));

    /// <summary>The status register, highest bit first, one piece a line.</summary>
    public IEnumerable<string> StatusPieces
    {
        get
        {
            var pieces = new List<string>();
            var filled = 0;
            foreach (var part in _map["status"].Fields)
            {
                Fill(part.Low);
                pieces.Add(part.Source);
                filled = part.Low + part.Width;
            }

            Fill(AxiLitePorts.DataBits);
            pieces.Reverse();
            return pieces.Select((piece, index) => piece + (index + 1 < pieces.Count ? "," : ""));

            void Fill(int to)
            {
                if (to > filled)
                {
                    pieces.Add(string.Create(CultureInfo.InvariantCulture, $"{to - filled}'b0"));
                }
            }
        }
    }

    /// <summary>Number of the register that clears, as a literal.</summary>
    public string ClearIndex => Index(_map["clear"]);

    private static string Room(Register register) =>
        register.Name.StartsWith("encode", StringComparison.Ordinal) ? RegisterMap.EncodeReady : RegisterMap.DecodeReady;

    private string Index(Register register) => Verilog.Literal(IndexMsb + 1, register.Index);

    private static string Hex(uint value) => $"32'h{value:x8}";
}

/// <summary>A register that holds what is written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Index">Its number, as a literal.</param>
/// <param name="Mask">Ones where there are fields, as a literal.</param>
public sealed record StoredRegister(string Name, string Index, string Mask);

/// <summary>A descriptor that a write hands over.</summary>
/// <param name="Name">First part of its nets' names.</param>
/// <param name="Index">Number of the register whose write does it, as a literal.</param>
/// <param name="Msb">Its highest bit.</param>
/// <param name="Value">The descriptor, as an expression.</param>
public sealed record PushedDescriptor(string Name, string Index, int Msb, string Value);

/// <summary>What is said of a register.</summary>
/// <param name="Index">Its number, as a literal.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">What is said, as an expression.</param>
public sealed record RegisterCase(string Index, string Name, string Value);
