// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Rtlgen.GoldenModel.Formats;

/// <summary>A descriptor as JSON: the fields of docs/format.md section 1 under their names there.</summary>
public sealed record DescriptorFields
{
    /// <summary>The container's name: <c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</summary>
    [JsonRequired]
    public string Container { get; init; } = "";

    /// <summary>L, values side by side: 1 to 32.</summary>
    [JsonRequired]
    public int Lanes { get; init; }

    /// <summary>R, rows of a group: 2 to 64.</summary>
    [JsonRequired]
    public int Rows { get; init; }

    /// <summary>B, bits of a lane word: 16 or 32.</summary>
    [JsonRequired]
    public int Word { get; init; }

    /// <summary>N, values: 0 to 2^40 − 1.</summary>
    [JsonRequired]
    public long Count { get; init; }

    /// <summary>n, mantissa bits kept: 0 to M.</summary>
    [JsonRequired]
    public int Mantissa { get; init; }

    /// <summary>e, exponent bits kept: 1 to E.</summary>
    [JsonRequired]
    public int Exponent { get; init; }

    /// <summary>lo, first exponent of the window: 1 to 2^E − 2^e; 1 when e = E.</summary>
    [JsonRequired]
    public int Low { get; init; }

    /// <summary>s, 1 where signs are kept: 0 or 1.</summary>
    [JsonRequired]
    public int Sign { get; init; }

    /// <summary>The coder's name: <c>fixed</c>, <c>delta</c>, <c>bias</c> or <c>peak</c>.</summary>
    [JsonRequired]
    public string Coder { get; init; } = "";

    /// <summary>β, reference of the bias coder: 0 to 2^e − 1.</summary>
    [JsonRequired]
    public int Bias { get; init; }

    /// <summary>The rounding's name: <c>truncate</c> or <c>nearest</c>.</summary>
    [JsonRequired]
    public string Rounding { get; init; } = "";

    /// <summary>The JSON form of a descriptor.</summary>
    /// <param name="descriptor">Any descriptor; it is not checked.</param>
    /// <returns>The same fields, names as text.</returns>
    public static DescriptorFields From(Descriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return new DescriptorFields
        {
            Container = descriptor.Container.Name,
            Lanes = descriptor.Lanes,
            Rows = descriptor.Rows,
            Word = descriptor.Word,
            Count = descriptor.Count,
            Mantissa = descriptor.Mantissa,
            Exponent = descriptor.Exponent,
            Low = descriptor.Low,
            Sign = descriptor.Sign ? 1 : 0,
            Coder = Names.Of(descriptor.Coder),
            Bias = descriptor.Bias,
            Rounding = Names.Of(descriptor.Rounding),
        };
    }

    /// <summary>The descriptor that the fields describe.</summary>
    /// <returns>A legal descriptor.</returns>
    /// <exception cref="FormatException">A field is unknown or out of range; the message names it and its
    /// range.</exception>
    public Descriptor ToDescriptor()
    {
        var descriptor = new Descriptor
        {
            Container = Formats.Container.TryParse(Container, out var container)
                ? container
                : throw new FormatException($"container is '{Container}', must be fp32, bf16 or fp16"),
            Lanes = Lanes,
            Rows = Rows,
            Word = Word,
            Count = Count,
            Mantissa = Mantissa,
            Exponent = Exponent,
            Low = Low,
            Sign = Sign switch
            {
                0 => false,
                1 => true,
                _ => throw new FormatException($"sign is {Sign}, must be 0 or 1"),
            },
            Coder = Names.Parse<Coder>("coder", Coder),
            Bias = Bias,
            Rounding = Names.Parse<Rounding>("rounding", Rounding),
        };
        return descriptor.FindFault() is { } fault ? throw new FormatException(fault) : descriptor;
    }
}
