// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Rtlgen.GoldenModel.Files;

/// <summary>A tensor's name, element type and shape; two are equal when all three are.</summary>
public sealed record TensorInfo
{
    /// <summary>Most dimensions a tensor may have, as in NumPy 2.</summary>
    public const int MaximumRank = 64;

    /// <summary>Describes a tensor.</summary>
    /// <param name="name">Name, unique within its file.</param>
    /// <param name="type">Type of one element.</param>
    /// <param name="shape">Dimensions, outermost first, each 0 or more; none for a scalar.</param>
    /// <exception cref="ArgumentException">A dimension is negative, there are more than
    /// <see cref="MaximumRank"/>, or the size in bytes does not fit a <see cref="long"/>.</exception>
    public TensorInfo(string name, TensorType type, params ReadOnlySpan<long> shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(type);
        if (!TryMeasure(type, shape, out var elements))
        {
            throw new ArgumentException(Unmeasurable(type, shape), nameof(shape));
        }

        Name = name;
        Type = type;
        Shape = [.. shape];
        ElementCount = elements;
    }

    /// <summary>Name, unique within its file.</summary>
    public string Name { get; }

    /// <summary>Type of one element.</summary>
    public TensorType Type { get; }

    /// <summary>Dimensions, outermost first; empty for a scalar.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>Elements: the product of the dimensions, 1 for a scalar.</summary>
    public long ElementCount { get; }

    /// <summary>Size of the data in bytes.</summary>
    public long ByteLength => ElementCount * Type.Bytes;

    /// <summary>Counts the elements of a shape, multiplying from the outermost dimension in.</summary>
    /// <param name="type">Type of one element.</param>
    /// <param name="shape">Dimensions, outermost first.</param>
    /// <param name="elements">The product of the dimensions.</param>
    /// <returns>False when a dimension is negative, there are more than <see cref="MaximumRank"/>, or a product
    /// overflows, were it only in bytes and before a later dimension of 0.</returns>
    public static bool TryMeasure(TensorType type, ReadOnlySpan<long> shape, out long elements)
    {
        ArgumentNullException.ThrowIfNull(type);
        elements = 1;
        foreach (var size in shape)
        {
            if (size < 0 || Math.BigMul(elements, size, out elements) != 0 || elements < 0)
            {
                return false;
            }
        }

        return shape.Length <= MaximumRank && elements <= long.MaxValue / type.Bytes;
    }

    /// <summary>True when name, type and shape are equal.</summary>
    /// <param name="other">The tensor to compare with.</param>
    public bool Equals(TensorInfo? other) =>
        other is not null && Name == other.Name && Type == other.Type
            && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type, ElementCount);

    /// <summary>Name, type and shape, such as <c>conv.kernel F32 [3, 3, 8, 16]</c>.</summary>
    public override string ToString() => $"{Name} {Type} [{string.Join(", ", Shape)}]";

    internal string Need => $"{Type} [{string.Join(", ", Shape)}] needs {ByteLength} bytes";

    internal static string Unmeasurable(TensorType type, ReadOnlySpan<long> shape) => shape.Length > MaximumRank
        ? $"shape has {shape.Length} dimensions; at most {MaximumRank} are allowed"
        : $"shape [{string.Join(", ", shape.ToArray())}] of {type} must have dimensions >= 0 and less than 2^63 bytes";
}
