// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of one number.</summary>
    public static Tensor tensor(
        bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        OfOne(scalar, dtype, device, requires_grad);

    /// <summary>A tensor of one number.</summary>
    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) =>
        OfOne(scalar, null, device, requires_grad);

    /// <summary>A tensor of one number.</summary>
    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false) =>
        OfOne(scalar, null, device, requires_grad);

    /// <summary>A tensor of one number.</summary>
    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false) =>
        OfOne(scalar, null, device, requires_grad);

    /// <summary>A tensor of one number.</summary>
    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) =>
        OfOne(scalar, null, device, requires_grad);

    /// <summary>A tensor of one number.</summary>
    public static Tensor tensor(
        long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        OfOne(scalar, dtype, device, requires_grad);

    /// <summary>A tensor of one number.</summary>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        OfOne(scalar, null, device, requires_grad);

    /// <summary>A tensor of one number.</summary>
    public static Tensor tensor(
        double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        OfOne(scalar, dtype, device, requires_grad);

    /// <summary>A tensor of one number.</summary>
    public static Tensor tensor(
        BFloat16 scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        OfOne(scalar, dtype, device, requires_grad);

    private static Tensor OfOne<T>(T number, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged =>
        Copy<T>([number], [], dtype, device, requires_grad);
}
