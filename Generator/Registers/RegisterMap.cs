// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Views.Shells;
using Rtlgen.GoldenModel.Formats;
using DescriptorFields = Rtlgen.Generator.Views.DescriptorFields;

namespace Rtlgen.Generator.Registers;

/// <summary>The registers of a codec: the one description that Verilog, C header and documentation are made of.</summary>
/// <remarks>docs/package.md, "Registers".</remarks>
public sealed class RegisterMap
{
    /// <summary>Bits of an address: the block takes 4 KiB.</summary>
    public const int AddressBits = 12;

    /// <summary>Version of the map: a change that old software would not survive makes it larger.</summary>
    public const int Version = 1;

    /// <summary>What <c>id</c> reads as: "RTLG" in ASCII.</summary>
    public const uint Id = 0x52544C47;

    /// <summary>Net that says that the encoder takes a descriptor.</summary>
    public const string EncodeReady = "encode_free";

    /// <summary>Net that says that the decoder takes a descriptor.</summary>
    public const string DecodeReady = "decode_free";

    private RegisterMap(HardwareConfig config)
    {
        Config = config;
        Registers = [.. Identity(config), .. Control(config), .. Encode(config), .. Decode(config)];
    }

    /// <summary>The hardware.</summary>
    public HardwareConfig Config { get; }

    /// <summary>The registers by address.</summary>
    public IReadOnlyList<Register> Registers { get; }

    /// <summary>The register of a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Register this[string name] => Registers.Single(register => register.Name == name);

    /// <summary>The registers of a configuration.</summary>
    public static RegisterMap Of(HardwareConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new RegisterMap(config);
    }

    /// <summary>The register at an address; null if there is none. The two low bits do not count.</summary>
    public Register? At(uint address) => Registers.FirstOrDefault(register => register.Index == address / 4);

    private static IEnumerable<Register> Identity(HardwareConfig config)
    {
        yield return Constant(
            "id", 0x00, "\"RTLG\": this is such a block", new RegisterField("id", 0, 32, "52544c47 in hexadecimal", Id));
        yield return Constant(
            "version", 0x04, "version of this map", new RegisterField("version", 0, 16, "its number", Version));
        yield return Constant(
            "configuration", 0x08, "what hardware it is",
            Number("exponent_bits", 0, 4, "E of the container", config.Container.ExponentBits),
            Number("mantissa_bits", 4, 5, "M of the container", config.Container.MantissaBits),
            Number("word_is_32", 9, 1, "1: words of 32 bits, 0: of 16", config.Word == 32 ? 1 : 0),
            Number("lanes", 10, 6, "L", config.Lanes),
            Number("rows", 16, 7, "R", config.Rows),
            Number("coders", 23, 4, "coders that are there: bit 0 fixed, 1 delta, 2 bias, 3 peak", Bits(config.Coders)),
            Number("roundings", 27, 2, "roundings that are there: bit 0 truncate, 1 nearest", Bits(config.Roundings)),
            Number("frozen", 29, 1, "1: one descriptor is built in", config.Frozen is null ? 0 : 1));
        yield return Constant(
            "configuration_hash", 0x0C, "tells configurations apart",
            new RegisterField("hash", 0, 32, "start of the SHA-256 of the configuration's name", Hash(config)));
    }

    private static IEnumerable<Register> Control(HardwareConfig config)
    {
        var events = Events(config).ToList();
        yield return new Register(
            "status", 0x10, RegisterAccess.Status,
            "what can be handed over, and what was lost or wrong since the last clear", events);
        yield return new Register(
            "clear", 0x14, RegisterAccess.Pulse,
            "clears losses and errors; what happens in the very clock is cleared too",
            [new RegisterField("encoder", 0, 1, "the encoder's"), new RegisterField("decoder", 1, 1, "the decoder's")]);
        yield return new Register(
            "interrupt_enable", 0x18, RegisterAccess.Storage, "bits of `status` that raise `irq_o` as long as they are 1",
            [.. events.Select(field => field with { Source = "" })]);
    }

    private static IEnumerable<RegisterField> Events(HardwareConfig config)
    {
        if (config.Frozen is null)
        {
            yield return Status("encode_ready", 0, EncodeReady, "`encode_high` can be written");
        }

        yield return Status("decode_ready", 1, DecodeReady, "`decode_count_high` can be written");
        var losses = Enum.GetValues<Losses>().Where(loss => loss != Losses.None).ToList();
        foreach (var (loss, bit) in losses.Select((loss, bit) => (Snake(loss.ToString()), bit)))
        {
            yield return Status(loss, 8 + bit, $"losses_i[{bit}]", "a value was changed: format.md section 2");
        }

        yield return Status("encode_refused", 16, "encoder_errors_i[0]", "a descriptor was refused");
        yield return Status("encode_keep_malformed", 17, "encoder_errors_i[1]", "tkeep of values was malformed");
        yield return Status("decode_refused", 24, "decoder_errors_i[0]", "a descriptor was refused");
        yield return Status("decode_metadata_damaged", 25, "decoder_errors_i[1]", "metadata was damaged");
        yield return Status("decode_data_damaged", 26, "decoder_errors_i[2]", "data was damaged");
    }

    private static IEnumerable<Register> Encode(HardwareConfig config) => config.Frozen is not null ? [] :
    [
        new Register("encode_low", 0x20, RegisterAccess.Storage, "descriptor of the encoder's next tensor", Fields(0)),
        new Register(
            "encode_high", 0x24, RegisterAccess.Push, "rest of it; a write hands the descriptor to the encoder", Fields(32)),
    ];

    private static IEnumerable<Register> Decode(HardwareConfig config) =>
    [
        .. config.Frozen is not null ? [] : new[]
        {
            new Register("decode_low", 0x30, RegisterAccess.Storage, "descriptor of the decoder's next tensor", Fields(0)),
            new Register("decode_high", 0x34, RegisterAccess.Storage, "rest of it", Fields(32)),
        },
        new Register(
            "decode_count_low", 0x38, RegisterAccess.Storage, "number of values of that tensor",
            [new RegisterField("count", 0, 32, "bits 31:0")]),
        new Register(
            "decode_count_high", 0x3C, RegisterAccess.Push, "rest of it; a write hands the descriptor to the decoder",
            [new RegisterField("count", 0, Descriptor.CountBits - 32, "bits 39:32")]),
    ];

    // A word of the descriptor as the descriptor streams carry it.
    private static RegisterField[] Fields(int from) =>
    [
        .. RowSequencerView.CheckedFields.OrderBy(DescriptorFields.LowBit)
            .Where(field => DescriptorFields.LowBit(field) / 32 == from / 32)
            .Select(field => new RegisterField(
                field.Name, DescriptorFields.LowBit(field) - from, field.Width, Meaning(field))),
    ];

    private static string Meaning(Signal field) => field.Name switch
    {
        "mantissa" => "mantissa bits kept",
        "exponent" => "exponent bits kept",
        "low" => "lowest exponent of the window",
        "bias" => "reference of the `bias` coder",
        "sign" => "1: signs are kept",
        "coder" => Numbered<Coder>(),
        _ => Numbered<Rounding>(),
    };

    private static string Numbered<T>()
        where T : struct, Enum =>
        string.Join(", ", Enum.GetValues<T>().Select(value => $"{Number(value)} {Names.Of(value)}"));

    private static Register Constant(string name, int address, string meaning, params RegisterField[] fields) =>
        new(name, address, RegisterAccess.Constant, meaning, fields);

    private static RegisterField Number(string name, int low, int width, string meaning, int value) =>
        new(name, low, width, meaning, (uint)value);

    private static RegisterField Status(string name, int bit, string source, string meaning) =>
        new(name, bit, 1, meaning, Source: source);

    private static int Bits<T>(IEnumerable<T> values)
        where T : struct, Enum =>
        values.Aggregate(0, (bits, value) => bits | (1 << Number(value)));

    private static int Number<T>(T value)
        where T : struct, Enum => Convert.ToInt32(value, CultureInfo.InvariantCulture);

    private static string Snake(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static uint Hash(HardwareConfig config) => Convert.ToUInt32(
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{config.Prefix} {config.Name}")))[..8], 16);
}
