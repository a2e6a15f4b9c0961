// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Calls libtorch's operators by name: "add.Tensor" is the overload Tensor of aten::add.</summary>
internal static unsafe class Aten
{
    private const int MaximalResults = 8;

    private static readonly ConcurrentDictionary<string, nint> Operators = new();

    /// <summary>An operator with one result; arguments left out take their defaults.</summary>
    internal static Tensor Call(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[MaximalResults];
        Invoke(name, arguments, results);
        return new Tensor((nint)results[0].Bits);
    }

    /// <summary>An operator that changes a tensor and returns it.</summary>
    internal static Tensor Change(Tensor self, string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[MaximalResults];
        Invoke(name, arguments, results);
        Native.torch_shim_release((nint)results[0].Bits);
        return self;
    }

    /// <summary>An operator with two results.</summary>
    internal static (Tensor First, Tensor Second) Pair(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[MaximalResults];
        Invoke(name, arguments, results);
        return (new Tensor((nint)results[0].Bits), new Tensor((nint)results[1].Bits));
    }

    /// <summary>An operator with three results.</summary>
    internal static (Tensor First, Tensor Second, Tensor Third) Triple(
        string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[MaximalResults];
        Invoke(name, arguments, results);
        return (new Tensor(
            (nint)results[0].Bits), new Tensor((nint)results[1].Bits), new Tensor((nint)results[2].Bits));
    }

    /// <summary>An operator whose result is a list of tensors.</summary>
    internal static Tensor[] List(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[MaximalResults];
        Invoke(name, arguments, results);
        var list = new Tensor[results[0].Length];
        for (var n = 0; n < list.Length; ++n)
        {
            list[n] = new Tensor(((nint*)results[0].Bits)[n]);
        }

        Native.torch_shim_free((nint)results[0].Bits);
        return list;
    }

    /// <summary>An operator whose result is a truth value.</summary>
    internal static bool Truth(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[MaximalResults];
        Invoke(name, arguments, results);
        return results[0].Bits != 0;
    }

    /// <summary>An operator whose result is a number.</summary>
    internal static Value Number(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc Value[MaximalResults];
        Invoke(name, arguments, results);
        return results[0];
    }

    private static void Invoke(string name, ReadOnlySpan<Argument> arguments, Value* results)
    {
        var words = 0;
        foreach (ref readonly var argument in arguments)
        {
            words += argument.Words;
        }

        var lists = stackalloc long[words];
        var values = stackalloc Value[arguments.Length];
        for (var n = 0; n < arguments.Length; ++n)
        {
            values[n] = LayOut(arguments[n], lists);
            lists += arguments[n].Words;
        }

        var count = Native.torch_shim_call(
            Operators.GetOrAdd(name, Find), values, arguments.Length, results, MaximalResults);
        foreach (ref readonly var argument in arguments)
        {
            GC.KeepAlive(argument.Item);
        }

        Native.Check(count);
    }

    private static Value LayOut(in Argument argument, long* list)
    {
        var value = new Value { Kind = argument.Kind, Bits = argument.Bits };
        switch (argument.Item)
        {
            case Tensor tensor:
                value.Bits = tensor.Handle;
                break;
            case long[] ints:
                ints.CopyTo(new Span<long>(list, ints.Length));
                value.Length = ints.Length;
                break;
            case double[] doubles:
                doubles.CopyTo(new Span<double>(list, doubles.Length));
                value.Length = doubles.Length;
                break;
            case byte[] text:
                text.CopyTo(new Span<byte>(list, text.Length));
                value.Length = text.Length;
                break;
            case Tensor?[] tensors:
                for (var n = 0; n < tensors.Length; ++n)
                {
                    list[n] = tensors[n] is { } tensor ? tensor.Handle : 0;
                }

                value.Length = tensors.Length;
                break;
            default:
                return value;
        }

        if (argument.Kind != ValueKind.Tensor)
        {
            value.Bits = (long)list;
        }

        return value;
    }

    private static nint Find(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (plain, overload) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        return Native.Check(Native.torch_shim_operator("aten::" + plain, overload));
    }
}
