// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.GoldenModel.Config;

/// <summary>What a tensor is to the network.</summary>
public enum TensorKind
{
    /// <summary>A parameter.</summary>
    Weight,

    /// <summary>A layer's output.</summary>
    Activation,

    /// <summary>A derivative of the loss.</summary>
    Gradient,
}

/// <summary>How to code a tensor, as far as it is said; the rest comes from the defaults, then from the
/// tensor.</summary>
/// <remarks>Fields and ranges are those of docs/format.md section 1.</remarks>
public record BitlengthSettings
{
    /// <summary>Container; the tensor's own if null.</summary>
    [Description("Uncompressed format; the tensor's own if absent.")]
    [AllowedValues("fp32", "bf16", "fp16")]
    public string? Container { get; init; }

    /// <summary>n; all of the container's bits if null.</summary>
    [Description("Mantissa bits kept: 0 to the container's (23, 7 or 10); all if absent.")]
    [Range(0, 23)]
    public int? Mantissa { get; init; }

    /// <summary>e; all of the container's bits if null.</summary>
    [Description("Exponent bits kept: 1 to the container's (8, 8 or 5); all if absent.")]
    [Range(1, 8)]
    public int? Exponent { get; init; }

    /// <summary>lo; <c>auto</c> if null.</summary>
    [Description("First exponent of the window, 1 to 2^E - 2^e; auto (the default) ends it at the largest finite exponent.")]
    [Range(1, 254)]
    public AutoNumber? Low { get; init; }

    /// <summary>s; <c>auto</c> if null.</summary>
    [Description("1 keeps the sign bit, 0 drops it; auto (the default) drops it if no value has it set.")]
    [Range(0, 1)]
    public AutoNumber? Sign { get; init; }

    /// <summary>Exponent coder; <c>delta</c> if null.</summary>
    [Description("Exponent coder; delta if absent.")]
    public Coder? Coder { get; init; }

    /// <summary>β; 2^(e−1) − 1 if null.</summary>
    [Description("Reference of the bias coder, 0 to 2^e - 1; 2^(e-1) - 1 if absent.")]
    [Range(0, 255)]
    public int? Bias { get; init; }

    /// <summary>Rounding of dropped mantissa bits; <c>truncate</c> if null.</summary>
    [Description("What dropped mantissa bits do; truncate if absent.")]
    public Rounding? Rounding { get; init; }

    /// <summary>What the tensor is to the network; for people and reports.</summary>
    [Description("What the tensor is to the network.")]
    public TensorKind? Kind { get; init; }

    /// <summary>Lanes; 8 if null.</summary>
    [Description("Values handled side by side; 8 if absent. Fixed when hardware is generated.")]
    [Range(1, 32)]
    public int? Lanes { get; init; }

    /// <summary>Rows in a group; 8 if null.</summary>
    [Description("Rows in a group; 8 if absent. Fixed when hardware is generated.")]
    [Range(2, 64)]
    public int? Rows { get; init; }

    /// <summary>Bits of a lane's word; 32 if null.</summary>
    [Description("Bits of one lane's output word; 32 if absent. Fixed when hardware is generated.")]
    [AllowedValues(16, 32)]
    public int? Word { get; init; }

    /// <summary>These settings, with those of <paramref name="fallback"/> where these are silent.</summary>
    public BitlengthSettings Over(BitlengthSettings fallback)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        return new BitlengthSettings
        {
            Container = Container ?? fallback.Container,
            Mantissa = Mantissa ?? fallback.Mantissa,
            Exponent = Exponent ?? fallback.Exponent,
            Low = Low ?? fallback.Low,
            Sign = Sign ?? fallback.Sign,
            Coder = Coder ?? fallback.Coder,
            Bias = Bias ?? fallback.Bias,
            Rounding = Rounding ?? fallback.Rounding,
            Kind = Kind ?? fallback.Kind,
            Lanes = Lanes ?? fallback.Lanes,
            Rows = Rows ?? fallback.Rows,
            Word = Word ?? fallback.Word,
        };
    }

    /// <summary>A descriptor; what <c>auto</c> leaves open is 1 for the window and kept for the sign.</summary>
    /// <param name="container">The container, whatever the settings say.</param>
    /// <returns>A descriptor that may be out of range.</returns>
    public Descriptor ToDescriptor(Formats.Container container)
    {
        ArgumentNullException.ThrowIfNull(container);
        var exponent = Exponent ?? container.ExponentBits;
        var defaults = new Descriptor();
        return new Descriptor
        {
            Container = container,
            Lanes = Lanes ?? defaults.Lanes,
            Rows = Rows ?? defaults.Rows,
            Word = Word ?? defaults.Word,
            Mantissa = Mantissa ?? container.MantissaBits,
            Exponent = exponent,
            Low = Low?.Number ?? 1,
            Sign = Sign?.Number != 0,
            Coder = Coder ?? defaults.Coder,
            Bias = Bias ?? Descriptor.DefaultBias(Math.Clamp(exponent, 1, container.ExponentBits)),
            Rounding = Rounding ?? defaults.Rounding,
        };
    }
}
