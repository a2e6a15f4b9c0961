// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Registers;

namespace Rtlgen.Verification.Registers;

/// <summary>What a register block must do, clock by clock: the golden side of <c>axil_registers</c>.</summary>
/// <param name="map">Its registers.</param>
public sealed class RegisterModel(RegisterMap map)
{
    private const int LossesBit = 8;
    private const int EncoderErrorsBit = 16;
    private const int DecoderErrorsBit = 24;

    private readonly Dictionary<string, uint> _stored = [];
    private uint? _address;
    private (uint Word, uint Strobe)? _data;
    private bool? _response;
    private (uint Word, bool Error)? _read;
    private UInt128? _encode;
    private UInt128? _decode;
    private bool _interrupt;

    /// <summary>One clock.</summary>
    /// <returns>The outputs before the edge, by name; those that nobody may look at are absent.</returns>
    public IReadOnlyDictionary<string, UInt128> Clock(BusInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var outputs = new Dictionary<string, UInt128>
        {
            ["s_axi_awready"] = Bit(_address is null),
            ["s_axi_wready"] = Bit(_data is null),
            ["s_axi_bvalid"] = Bit(_response is not null),
            ["s_axi_arready"] = Bit(_read is null),
            ["s_axi_rvalid"] = Bit(_read is not null),
            ["decode_valid_o"] = Bit(_decode is not null),
            ["irq_o"] = Bit(_interrupt),
        };
        if (_response is { } refused)
        {
            outputs["s_axi_bresp"] = Response(refused);
        }

        if (_read is { } read)
        {
            (outputs["s_axi_rdata"], outputs["s_axi_rresp"]) = (read.Word, Response(read.Error));
        }

        if (_decode is { } decode)
        {
            outputs["decode_descriptor_o"] = decode;
        }

        if (map.Config.Frozen is null)
        {
            outputs["encode_valid_o"] = Bit(_encode is not null);
            if (_encode is { } encode)
            {
                outputs["encode_descriptor_o"] = encode;
            }
        }

        var cleared = Step(inputs);
        outputs["encoder_clear_o"] = cleared & 1;
        outputs["decoder_clear_o"] = (cleared >> 1) & 1;
        if (!inputs.Running)
        {
            Reset();
        }

        return outputs;
    }

    private void Reset()
    {
        _stored.Clear();
        (_address, _data, _response, _read, _encode, _decode, _interrupt) = (null, null, null, null, null, null, false);
    }

    // Everything looks at the state before the clock. Returns what is cleared: encoder 1, decoder 2.
    private uint Step(BusInputs inputs)
    {
        var status = Status(inputs);
        var read = _read is null ? inputs.ReadAddress is { } wanted ? Read(wanted, status) : null
            : inputs.TakesData ? null : _read;
        _interrupt = (status & Stored("interrupt_enable")) != 0;
        var (encoded, decoded) = (inputs.EncoderReady ? null : _encode, inputs.DecoderReady ? null : _decode);
        var cleared = 0u;
        if (_address is { } address && _data is { } data && (_response is null || inputs.TakesResponse))
        {
            var (full, register) = (IsFull(map.At(address)), map.At(address));
            (_encode, _decode) = (encoded, decoded);
            var accepted = register is { Access: not (RegisterAccess.Constant or RegisterAccess.Status) }
                && !(full && (data.Strobe & 1) != 0);
            if (accepted)
            {
                cleared = Write(register!, data.Word, data.Strobe);
            }

            (_address, _data, _response) = (null, null, !accepted);
        }
        else
        {
            (_encode, _decode) = (encoded, decoded);
            _response = inputs.TakesResponse ? null : _response;
            _address ??= inputs.WriteAddress;
            _data ??= inputs.WriteData;
        }

        _read = read;
        return cleared;
    }

    private bool IsFull(Register? register) =>
        register is { Access: RegisterAccess.Push }
        && (register.Name.StartsWith("encode", StringComparison.Ordinal) ? _encode : _decode) is not null;

    private uint Write(Register register, uint word, uint strobe)
    {
        var mask = Enumerable.Range(0, 4).Where(place => (strobe >> place & 1) != 0)
            .Aggregate(0u, (all, place) => all | (0xffu << (8 * place)));
        if (register.Access == RegisterAccess.Pulse)
        {
            return word & mask & register.Mask;
        }

        _stored[register.Name] = ((Stored(register.Name) & ~mask) | (word & mask)) & register.Mask;
        if (register.Access == RegisterAccess.Push && (strobe & 1) != 0)
        {
            Push(register.Name);
        }

        return 0;
    }

    private void Push(string name)
    {
        if (name == "encode_high")
        {
            _encode = ((UInt128)Stored("encode_high") << 32) | Stored("encode_low");
            return;
        }

        var count = ((UInt128)Stored("decode_count_high") << 32) | Stored("decode_count_low");
        _decode = map.Config.Frozen is not null
            ? count
            : (count << 40) | ((UInt128)Stored("decode_high") << 32) | Stored("decode_low");
    }

    private (uint Word, bool Error) Read(uint address, uint status) => map.At(address) switch
    {
        null or { Access: RegisterAccess.Pulse } => (0, true),
        { Access: RegisterAccess.Constant } register => (register.Value, false),
        { Access: RegisterAccess.Status } => (status, false),
        var register => (Stored(register.Name), false),
    };

    private uint Status(BusInputs inputs) => map["status"].Mask
        & ((_encode is null ? 1u : 0) | (_decode is null ? 2u : 0) | (inputs.Losses << LossesBit)
            | (inputs.EncoderErrors << EncoderErrorsBit) | (inputs.DecoderErrors << DecoderErrorsBit));

    private uint Stored(string name) => _stored.GetValueOrDefault(name);

    private static UInt128 Bit(bool value) => value ? UInt128.One : UInt128.Zero;

    private static UInt128 Response(bool refused) => refused ? 2 : UInt128.Zero;
}
