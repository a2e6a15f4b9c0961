// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Zeros of the shape and type of another tensor.</summary>
    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Finish(Aten.Call("zeros_like", input, dtype), device, requires_grad, names);

    /// <summary>Ones of the shape and type of another tensor.</summary>
    public static Tensor ones_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Finish(Aten.Call("ones_like", input, dtype), device, requires_grad, names);

    /// <summary>Undefined numbers of the shape and type of another tensor.</summary>
    public static Tensor empty_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Finish(Aten.Call("empty_like", input, dtype), device, requires_grad, names);

    /// <summary>Numbers drawn evenly between 0 and 1, of the shape and type of another tensor.</summary>
    public static Tensor rand_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Aten.Call("rand_like", input, dtype), device, requires_grad);

    /// <summary>Numbers drawn from the normal distribution, of the shape and type of another tensor.</summary>
    public static Tensor randn_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(Aten.Call("randn_like", input, dtype), device, requires_grad);

    /// <summary>One number, of the shape and type of another tensor.</summary>
    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Finish(Aten.Call("full_like", input, value, dtype), device, requires_grad, names);

    /// <summary>The numbers from one to before another by steps.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finish(
            Aten.Call("arange.start_step", start, stop, step, dtype ?? TypeOf(start, stop, step)), device,
            requires_grad);

    /// <summary>The numbers from one to before another by ones.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>The numbers from zero to before another by ones.</summary>
    public static Tensor arange(
        Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>So many numbers evenly from one to another.</summary>
    public static Tensor linspace(
        double start, double end, long steps, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false) =>
        Finish(Aten.Call("linspace", (Scalar)start, (Scalar)end, steps, dtype), device, requires_grad);

    /// <summary>A matrix with ones on its diagonal.</summary>
    public static Tensor eye(
        long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Finish(Aten.Call("eye.m", rows, columns < 0 ? rows : columns, dtype), device, requires_grad, names);

    /// <summary>What all factories do at their end.</summary>
    internal static Tensor Finish(Tensor tensor, Device? device, bool requires_grad, string[]? names = null)
    {
        if (names is { Length: > 0 })
        {
            throw new NotImplementedException("Dimensions have no names here.");
        }

        if (device is not null)
        {
            Tensor.RequireProcessor(device.type);
        }

        return requires_grad ? tensor.with_requires_grad() : tensor;
    }

    // Integers are of 64 bits, all else of the default type.
    private static ScalarType TypeOf(params ReadOnlySpan<Scalar> scalars)
    {
        foreach (var scalar in scalars)
        {
            if (!scalar.Type.IsIntegral())
            {
                return get_default_dtype();
            }
        }

        return ScalarType.Int64;
    }
}
