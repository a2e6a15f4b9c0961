// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Rtlgen.GoldenModel.Files;

/// <summary>The type of a tensor's elements: its safetensors name and its size.</summary>
/// <remarks>The types are data: compare with <c>==</c>, look one up with <see cref="Find"/>. Types narrower than a
/// byte (F4, F6_E2M3, F6_E3M2) are not among them; the readers refuse such tensors.</remarks>
public sealed class TensorType
{
    private TensorType(string name, int bytes)
    {
        Name = name;
        Bytes = bytes;
    }

    /// <summary>The name in a safetensors header, such as <c>BF16</c>.</summary>
    public string Name { get; }

    /// <summary>Bytes of one element: 1, 2, 4 or 8.</summary>
    public int Bytes { get; }

    /// <summary>IEEE 754 binary64.</summary>
    public static TensorType F64 { get; } = new("F64", 8);

    /// <summary>IEEE 754 binary32.</summary>
    public static TensorType F32 { get; } = new("F32", 4);

    /// <summary>IEEE 754 binary16.</summary>
    public static TensorType F16 { get; } = new("F16", 2);

    /// <summary>bfloat16: the upper half of a binary32.</summary>
    public static TensorType BF16 { get; } = new("BF16", 2);

    /// <summary>FP8 with 4 exponent and 3 mantissa bits, finite numbers and NaN only.</summary>
    public static TensorType F8E4M3 { get; } = new("F8_E4M3", 1);

    /// <summary>FP8 with 5 exponent and 2 mantissa bits.</summary>
    public static TensorType F8E5M2 { get; } = new("F8_E5M2", 1);

    /// <summary>Powers of two: 8 exponent bits, no sign, no mantissa.</summary>
    public static TensorType F8E8M0 { get; } = new("F8_E8M0", 1);

    /// <summary>Complex number, two binary32.</summary>
    public static TensorType C64 { get; } = new("C64", 8);

    /// <summary>Signed 64-bit integer.</summary>
    public static TensorType I64 { get; } = new("I64", 8);

    /// <summary>Signed 32-bit integer.</summary>
    public static TensorType I32 { get; } = new("I32", 4);

    /// <summary>Signed 16-bit integer.</summary>
    public static TensorType I16 { get; } = new("I16", 2);

    /// <summary>Signed 8-bit integer.</summary>
    public static TensorType I8 { get; } = new("I8", 1);

    /// <summary>Unsigned 64-bit integer.</summary>
    public static TensorType U64 { get; } = new("U64", 8);

    /// <summary>Unsigned 32-bit integer.</summary>
    public static TensorType U32 { get; } = new("U32", 4);

    /// <summary>Unsigned 16-bit integer.</summary>
    public static TensorType U16 { get; } = new("U16", 2);

    /// <summary>Unsigned 8-bit integer.</summary>
    public static TensorType U8 { get; } = new("U8", 1);

    /// <summary>Truth value in a byte, 0 or 1.</summary>
    public static TensorType Bool { get; } = new("BOOL", 1);

    /// <summary>Every type, widest floats first.</summary>
    public static ImmutableArray<TensorType> All { get; } =
    [
        F64, F32, F16, BF16, F8E4M3, F8E5M2, F8E8M0, C64, I64, I32, I16, I8, U64, U32, U16, U8, Bool,
    ];

    /// <summary>The type of a safetensors name, or null when there is none.</summary>
    /// <param name="name">Name as in a safetensors header; case matters.</param>
    public static TensorType? Find(string name)
    {
        foreach (var type in All)
        {
            if (type.Name == name)
            {
                return type;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
