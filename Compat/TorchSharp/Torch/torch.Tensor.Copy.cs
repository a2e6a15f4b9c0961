// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The numbers of an array of any type and dimensions.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>The numbers of an array of any type and dimensions.</summary>
    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copy(rawArray, rawArray.GetType().GetElementType()!, dtype, device, requires_grad, names);

    /// <summary>The numbers of an array that may change later.</summary>
    public static Tensor frombuffer(
        Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        using var all = from_array(rawArray, dtype).flatten();
        var part = all.narrow(0, offset, count < 0 ? all.numel() - offset : count).clone();
        return Finish(part, null, requires_grad);
    }

    private static Tensor Copy<T>(
        ReadOnlySpan<T> numbers, long[] shape, ScalarType? dtype, Device? device, bool requires_grad,
        string[]? names = null)
        where T : unmanaged
    {
        if (numbers.Length != shape.TotalSize())
        {
            throw new ArgumentException(
                $"mismatched total size creating a tensor from an array: {numbers.Length} vs. {shape.TotalSize()}");
        }

        var tensor = Aten.Call("empty.memory_format", shape, ScalarTypes.Of(typeof(T)));
        MemoryMarshal.AsBytes(numbers).CopyTo(tensor.bytes);
        return Typed(tensor, dtype, device, requires_grad, names);
    }

    private static Tensor Copy(
        Array numbers, Type type, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var shape = new long[numbers.Rank];
        for (var n = 0; n < shape.Length; ++n)
        {
            shape[n] = numbers.GetLongLength(n);
        }

        var tensor = Aten.Call("empty.memory_format", shape, ScalarTypes.Of(type));
        if (numbers.Length > 0)
        {
            MemoryMarshal.CreateReadOnlySpan(
                ref MemoryMarshal.GetArrayDataReference(numbers), tensor.bytes.Length).CopyTo(tensor.bytes);
        }

        return Typed(tensor, dtype, device, requires_grad, names);
    }

    private static Tensor Typed(Tensor tensor, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        if (dtype is { } type && type != tensor.dtype)
        {
            tensor = tensor.to(type, disposeAfter: true);
        }

        return Finish(tensor, device, requires_grad, names);
    }
}
