// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rtlgen.GoldenModel.Config;

namespace Rtlgen.Accelerator;

/// <summary>An accelerator of training as a JSON file: how fast it multiplies, what it keeps, how it reaches its
/// memory.</summary>
public sealed record AcceleratorFile
{
    /// <summary>The only version there is.</summary>
    public const int Version = 1;

    private const double Mega = 1e6;
    private const double BytesInMebibyte = 1 << 20;

    /// <summary>The accelerator of the paper: 32,768 multiplications a clock at 500 MHz, 32 MB of buffers, four
    /// channels of LPDDR4-3200.</summary>
    /// <remarks>Size: Nikolić et al., <i>Schrödinger's FP</i>, arXiv 2204.13666. Energies: Horowitz, "Computing's
    /// energy problem", ISSCC 2014; docs/system.md.</remarks>
    public static AcceleratorFile Paper { get; } = new()
    {
        Name = "paper",
        MacsPerClock = 32_768,
        ClockMHz = 500,
        BufferMiB = 32,
        Dram = new AcceleratorDram
        {
            Channels = 4,
            BitsPerChannel = 16,
            MegatransfersPerSecond = 3200,
            PicojoulesPerBit = 20,
        },
        Energy = new AcceleratorEnergy { Fp32MacPicojoules = 4.6, Bf16MacPicojoules = 1.5 },
    };

    /// <summary>Path or address of the JSON schema, for editors; not read.</summary>
    [Description("Path or address of this schema, for editors.")]
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Version of the file's form: 1.</summary>
    [Description("Version of the file's form.")]
    [JsonRequired]
    [AllowedValues(Version)]
    public int SchemaVersion { get; init; } = Version;

    /// <summary>What reports call it.</summary>
    [Description("What reports call it.")]
    [JsonRequired]
    public string Name { get; init; } = "";

    /// <summary>Multiplications with additions in a clock, whatever the format.</summary>
    [Description("Multiplications with additions in a clock, whatever the format.")]
    [JsonRequired]
    [Range(1, 1_000_000_000)]
    public int MacsPerClock { get; init; }

    /// <summary>Its clock in MHz.</summary>
    [Description("Its clock in MHz.")]
    [JsonRequired]
    [Range(1.0, 100_000.0)]
    public double ClockMHz { get; init; }

    /// <summary>Share of the multipliers that has work while a layer is not waiting for memory; 1 if null.</summary>
    [Description("Share of the multipliers that has work while memory keeps up, 0.01 to 1; 1 if absent.")]
    [Range(0.01, 1.0)]
    public double? Utilization { get; init; }

    /// <summary>Buffer on the chip in MiB.</summary>
    [Description("Buffer on the chip in MiB; 0 keeps nothing.")]
    [JsonRequired]
    [Range(0.0, 1_000_000.0)]
    public double BufferMiB { get; init; }

    /// <summary>Its memory.</summary>
    [Description("Its memory.")]
    [JsonRequired]
    public AcceleratorDram Dram { get; init; } = new();

    /// <summary>What multiplying takes.</summary>
    [Description("What multiplying takes.")]
    [JsonRequired]
    public AcceleratorEnergy Energy { get; init; } = new();

    /// <summary>How many encoders and decoders it has; as many as never make it wait if null.</summary>
    [Description("Encoders and decoders between buffer and memory; as many as never make it wait if absent.")]
    public AcceleratorCodec? Codec { get; init; }

    /// <summary>Multiplications with additions in a second.</summary>
    [JsonIgnore]
    public double MacsPerSecond => MacsPerClock * ClockMHz * Mega * (Utilization ?? 1);

    /// <summary>Buffer on the chip in bytes.</summary>
    [JsonIgnore]
    public double BufferBytes => BufferMiB * BytesInMebibyte;

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A field is unknown, missing, of the wrong type or out of range; the
    /// message is one line and has the file, the line, the field and what is allowed.</exception>
    public static AcceleratorFile Read(string path) =>
        JsonSerializer.Deserialize<AcceleratorFile>(
            ConfigText.Read<AcceleratorFile>(path).Json, ConfigText.Options)!;
}

/// <summary>The memory of an accelerator.</summary>
public sealed record AcceleratorDram
{
    private const double Mega = 1e6;

    /// <summary>Channels, each with a bus of its own.</summary>
    [Description("Channels, each with a bus of its own.")]
    [JsonRequired]
    [Range(1, 4096)]
    public int Channels { get; init; }

    /// <summary>Bits of a channel's bus.</summary>
    [Description("Bits of a channel's bus: 16 for LPDDR4.")]
    [JsonRequired]
    [Range(1, 4096)]
    public int BitsPerChannel { get; init; }

    /// <summary>Transfers on a bus, in millions a second.</summary>
    [Description("Transfers on a bus, in millions a second.")]
    [JsonRequired]
    [Range(1.0, 1_000_000.0)]
    public double MegatransfersPerSecond { get; init; }

    /// <summary>Share of that rate that is reached; 1 if null.</summary>
    [Description("Share of that rate that is reached, 0.01 to 1; 1 if absent.")]
    [Range(0.01, 1.0)]
    public double? Efficiency { get; init; }

    /// <summary>Energy of a bit read or written, bus and memory, in pJ.</summary>
    [Description("Energy of a bit read or written, bus and memory, in pJ.")]
    [JsonRequired]
    [Range(0.0, 10_000.0)]
    public double PicojoulesPerBit { get; init; }

    /// <summary>Bits read or written in a second.</summary>
    [JsonIgnore]
    public double BitsPerSecond => Channels * BitsPerChannel * MegatransfersPerSecond * Mega * (Efficiency ?? 1);
}

/// <summary>What multiplying takes.</summary>
public sealed record AcceleratorEnergy
{
    /// <summary>A multiplication with addition of FP32, in pJ.</summary>
    [Description("A multiplication with addition of FP32, in pJ.")]
    [JsonRequired]
    [Range(0.0, 10_000.0)]
    public double Fp32MacPicojoules { get; init; }

    /// <summary>A multiplication with addition of bfloat16, in pJ.</summary>
    [Description("A multiplication with addition of bfloat16, in pJ.")]
    [JsonRequired]
    [Range(0.0, 10_000.0)]
    public double Bf16MacPicojoules { get; init; }
}

/// <summary>How many encoders and decoders an accelerator has.</summary>
public sealed record AcceleratorCodec
{
    /// <summary>Encoders.</summary>
    [Description("Encoders.")]
    [JsonRequired]
    [Range(1, 4096)]
    public int Encoders { get; init; }

    /// <summary>Decoders.</summary>
    [Description("Decoders.")]
    [JsonRequired]
    [Range(1, 4096)]
    public int Decoders { get; init; }
}
