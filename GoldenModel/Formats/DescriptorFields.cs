// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Rtlgen.GoldenModel.Formats;

/// <summary>A descriptor as JSON: the fields of docs/format.md section 1 under their names there.</summary>
public sealed record DescriptorFields
{
    /// <summary><c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</summary>
    [JsonRequired]
    public string Container { get; init; } = "";

    /// <summary>L.</summary>
    [JsonRequired]
    public int Lanes { get; init; }

    /// <summary>R.</summary>
    [JsonRequired]
    public int Rows { get; init; }

    /// <summary>B.</summary>
    [JsonRequired]
    public int Word { get; init; }

    /// <summary>N.</summary>
    [JsonRequired]
    public long Count { get; init; }

    /// <summary>n.</summary>
    [JsonRequired]
    public int Mantissa { get; init; }

    /// <summary>e.</summary>
    [JsonRequired]
    public int Exponent { get; init; }

    /// <summary>lo.</summary>
    [JsonRequired]
    public int Low { get; init; }

    /// <summary>s, 0 or 1.</summary>
    [JsonRequired]
    public int Sign { get; init; }

    /// <summary><c>fixed</c>, <c>delta</c>, <c>bias</c> or <c>peak</c>.</summary>
    [JsonRequired]
    public string Coder { get; init; } = "";

    /// <summary>β.</summary>
    [JsonRequired]
    public int Bias { get; init; }

    /// <summary><c>truncate</c> or <c>nearest</c>.</summary>
    [JsonRequired]
    public string Rounding { get; init; } = "";

    /// <summary>The JSON form of <paramref name="descriptor"/>.</summary>
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

    /// <summary>The descriptor, in range.</summary>
    /// <exception cref="FormatException">A field is unknown or out of range; the message names it and its range.</exception>
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
