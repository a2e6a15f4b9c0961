// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

/// <summary>An argument of an operator before it is laid out for the shim; the default one is none.</summary>
internal readonly struct Argument
{
    private Argument(ValueKind kind, long bits, object? item = null)
    {
        (Kind, Bits, Item) = (kind, bits, item);
    }

    internal ValueKind Kind { get; }

    internal long Bits { get; }

    internal object? Item { get; }

    /// <summary>How many words the argument's list takes.</summary>
    internal int Words => Item is Array { Length: var length } ? length : 0;

    public static implicit operator Argument(torch.Tensor? value) => new(ValueKind.Tensor, 0, value);

    public static implicit operator Argument(torch.Tensor[] value) => new(ValueKind.Tensors, 0, value);

    public static implicit operator Argument(long value) => new(ValueKind.Int, value);

    public static implicit operator Argument(long? value) => value is { } number ? number : default(Argument);

    public static implicit operator Argument(
        double value) =>
        new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(double? value) => value is { } number ? number : default(Argument);

    public static implicit operator Argument(bool value) => new(ValueKind.Bool, value ? 1 : 0);

    public static implicit operator Argument(long[]? value) =>
        value is null ? default : new(ValueKind.Ints, 0, value);

    public static implicit operator Argument(ReadOnlySpan<long> value) => value.ToArray();

    public static implicit operator Argument(double[]? value) =>
        value is null ? default : new(ValueKind.Doubles, 0, value);

    public static implicit operator Argument(string? value) =>
        value is null ? default : new(ValueKind.String, 0, System.Text.Encoding.UTF8.GetBytes(value));

    public static implicit operator Argument(torch.ScalarType value) => (long)value;

    public static implicit operator Argument(torch.ScalarType? value) => (long?)value;

    public static implicit operator Argument(torch.Generator? value) =>
        value is null ? default : new(ValueKind.Generator, value.Handle, value);

    public static implicit operator Argument(Scalar? value) =>
        value is null ? default : new(value.Kind, value.Bits);

    /// <summary>A list with gaps, as indexing takes it.</summary>
    internal static Argument Gaps(torch.Tensor?[] value) => new(ValueKind.OptionalTensors, 0, value);
}
