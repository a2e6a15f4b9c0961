// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Generator.Config;

/// <summary>A hardware configuration as a JSON file.</summary>
public sealed record HardwareFile
{
    /// <summary>The only version there is.</summary>
    public const int Version = 1;

    /// <summary>Path or address of the JSON schema, for editors; not read.</summary>
    [Description("Path or address of this schema, for editors.")]
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Version of the file's form: 1.</summary>
    [Description("Version of the file's form.")]
    [JsonRequired]
    [AllowedValues(Version)]
    public int SchemaVersion { get; init; } = Version;

    /// <summary>First part of every module's name; <c>sfp</c> if null.</summary>
    [Description("First part of every module's name: lower-case letters, digits and underscores, 12 at most; sfp if absent.")]
    public string? Prefix { get; init; }

    /// <summary>Uncompressed format; <c>fp32</c> if null.</summary>
    [Description("Uncompressed format of the values; fp32 if absent.")]
    [AllowedValues("fp32", "bf16", "fp16")]
    public string? Container { get; init; }

    /// <summary>L; 8 if null.</summary>
    [Description("Values handled side by side; 8 if absent.")]
    [Range(1, 32)]
    public int? Lanes { get; init; }

    /// <summary>R; 8 if null.</summary>
    [Description("Rows in a group; 8 if absent.")]
    [Range(2, 64)]
    public int? Rows { get; init; }

    /// <summary>B; 32 if null.</summary>
    [Description("Bits of one lane's output word; 32 if absent.")]
    [AllowedValues(16, 32)]
    public int? Word { get; init; }

    /// <summary>Coders to choose from at run time; all if null.</summary>
    [Description("Exponent coders that a tensor may choose from at run time; all if absent.")]
    public IReadOnlyList<Coder>? Coders { get; init; }

    /// <summary>Roundings to choose from at run time; both if null.</summary>
    [Description("Roundings that a tensor may choose from at run time; both if absent.")]
    public IReadOnlyList<Rounding>? Roundings { get; init; }

    /// <summary>The one descriptor of specialised hardware; lengths are set at run time if null.</summary>
    [Description("Specialises the hardware for one descriptor; absent: lengths are set tensor by tensor at run time.")]
    public FrozenFields? Frozen { get; init; }

    /// <summary>Registers that a row passes; 6 if null.</summary>
    [Description("Depth of the pipeline: registers that a row passes in an encoder with delta; fewer are smaller, more reach a higher clock; 6 if absent.")]
    [Range(PipelineDepth.Fewest, PipelineDepth.Most)]
    public int? Stages { get; init; }

    /// <summary>True for a register block as one more top; false if null.</summary>
    [Description("True for a block of AXI4-Lite registers around encoder and decoder, as one more top; false if absent.")]
    public bool? Registers { get; init; }

    /// <summary>True for names that end in a hash; false if null.</summary>
    [Description("True for names of modules with a hash of the configuration and of rtlgen's templates in place of coders, roundings and lengths; false if absent.")]
    public bool? HashNames { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">A field is unknown, missing, of the wrong type or out of range; the
    /// message
    /// is one line and has the file, the line, the field and what is allowed.</exception>
    public static HardwareConfig Read(string path) => From(ConfigText.Read<HardwareFile>(path));

    /// <summary>Reads a file's text.</summary>
    /// <param name="path">Path for errors.</param>
    /// <param name="json">The text, UTF-8.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Read"/>.</exception>
    public static HardwareConfig Parse(string path, ReadOnlySpan<byte> json) =>
        From(ConfigText.Check<HardwareFile>(path, json));

    /// <summary>The file of a configuration that is specialised for one descriptor.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static string ToJson(HardwareConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var frozen = config.Frozen ?? throw new ArgumentException("lengths are set at run time", nameof(config));
        var file = new HardwareFile
        {
            Prefix = config.Prefix,
            Container = config.Container.Name,
            Lanes = config.Lanes,
            Rows = config.Rows,
            Word = config.Word,
            Stages = config.Depth == new HardwareConfig().Depth ? null : config.Depth.Stages,
            Registers = config.Registers ? true : null,
            HashNames = config.HashNames ? true : null,
            Frozen = new FrozenFields
            {
                Mantissa = frozen.Mantissa,
                Exponent = frozen.Exponent,
                Low = frozen.Low,
                Sign = frozen.Sign ? 1 : 0,
                Coder = frozen.Coder,
                Bias = frozen.Bias,
                Rounding = frozen.Rounding,
            },
        };
        return JsonSerializer.Serialize(file, ConfigText.Options) + "\n";
    }

    private static HardwareConfig From(ConfigText text)
    {
        var file = JsonSerializer.Deserialize<HardwareFile>(text.Json, ConfigText.Options)!;
        if (file is { Frozen: not null, Coders: not null } or { Frozen: not null, Roundings: not null })
        {
            var extra = file.Coders is null ? "roundings" : "coders";
            throw text.Error(extra, $"{extra} cannot stand beside frozen, which has the one choice");
        }

        var config = file.ToConfig();
        if (file.Frozen is { Exponent: { } kept, Low: null } && kept < config.Container.ExponentBits)
        {
            throw text.Error("frozen.exponent", "frozen.low is missing: with fewer exponent bits than the container's it says where the window starts");
        }

        if (config.FindFault() is { } fault)
        {
            var field = fault.StartsWith("frozen: ", StringComparison.Ordinal)
                ? $"frozen.{fault.Split(' ')[1]}"
                : fault.Split(' ')[0];
            throw text.Error(field, fault);
        }

        return config;
    }

    private HardwareConfig ToConfig()
    {
        var defaults = new HardwareConfig();
        var config = new HardwareConfig
        {
            Prefix = Prefix ?? defaults.Prefix,
            Container = GoldenModel.Formats.Container.TryParse(Container, out var container) ? container : defaults.Container,
            Lanes = Lanes ?? defaults.Lanes,
            Rows = Rows ?? defaults.Rows,
            Word = Word ?? defaults.Word,
            Coders = Coders ?? defaults.Coders,
            Roundings = Roundings ?? defaults.Roundings,
            Depth = Stages is { } stages ? new(stages) : defaults.Depth,
            Registers = Registers ?? defaults.Registers,
            HashNames = HashNames ?? defaults.HashNames,
        };
        return Frozen is null ? config : config.Freeze(Frozen.ToDescriptor(config.Container));
    }
}

/// <summary>The descriptor of specialised hardware; what is absent keeps all bits.</summary>
public sealed record FrozenFields
{
    /// <summary>n; all of the container's bits if null.</summary>
    [Description("Mantissa bits kept: 0 to the container's (23, 7 or 10); all if absent.")]
    [Range(0, 23)]
    public int? Mantissa { get; init; }

    /// <summary>e; all of the container's bits if null.</summary>
    [Description("Exponent bits kept: 1 to the container's (8, 8 or 5); all if absent.")]
    [Range(1, 8)]
    public int? Exponent { get; init; }

    /// <summary>lo; 1 if null.</summary>
    [Description("First exponent of the window, 1 to 2^E - 2^e; 1 if absent.")]
    [Range(1, 254)]
    public int? Low { get; init; }

    /// <summary>s; 1 if null.</summary>
    [Description("1 keeps the sign bit (the default), 0 drops it.")]
    [Range(0, 1)]
    public int? Sign { get; init; }

    /// <summary>Exponent coder; <c>delta</c> if null.</summary>
    [Description("Exponent coder; delta if absent.")]
    public Coder? Coder { get; init; }

    /// <summary>β; 2^(e−1) − 1 if null.</summary>
    [Description("Reference of the bias coder, 0 to 2^e - 1; 2^(e-1) - 1 if absent.")]
    [Range(0, 255)]
    public int? Bias { get; init; }

    /// <summary>Rounding; <c>truncate</c> if null.</summary>
    [Description("What dropped mantissa bits do; truncate if absent.")]
    public Rounding? Rounding { get; init; }

    /// <summary>The descriptor, which may be out of range.</summary>
    public Descriptor ToDescriptor(GoldenModel.Formats.Container container)
    {
        ArgumentNullException.ThrowIfNull(container);
        var settings = new BitlengthSettings
        {
            Mantissa = Mantissa,
            Exponent = Exponent,
            Low = new AutoNumber(Low ?? 1),
            Sign = new AutoNumber(Sign ?? 1),
            Coder = Coder,
            Bias = Bias,
            Rounding = Rounding,
        };
        return settings.ToDescriptor(container);
    }
}
