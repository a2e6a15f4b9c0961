// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The numbers of an array with two dimensions.</summary>
    public static Tensor tensor(
        bool[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(bool), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with three dimensions.</summary>
    public static Tensor tensor(
        bool[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(bool), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with four dimensions.</summary>
    public static Tensor tensor(
        bool[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(bool), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with two dimensions.</summary>
    public static Tensor tensor(
        byte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(byte), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with three dimensions.</summary>
    public static Tensor tensor(
        byte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(byte), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with four dimensions.</summary>
    public static Tensor tensor(
        byte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(byte), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with two dimensions.</summary>
    public static Tensor tensor(
        sbyte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(sbyte), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with three dimensions.</summary>
    public static Tensor tensor(
        sbyte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(sbyte), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with four dimensions.</summary>
    public static Tensor tensor(
        sbyte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(sbyte), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with two dimensions.</summary>
    public static Tensor tensor(
        short[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(short), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with three dimensions.</summary>
    public static Tensor tensor(
        short[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(short), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with four dimensions.</summary>
    public static Tensor tensor(
        short[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(short), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with two dimensions.</summary>
    public static Tensor tensor(
        int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(int), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with three dimensions.</summary>
    public static Tensor tensor(
        int[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(int), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with four dimensions.</summary>
    public static Tensor tensor(
        int[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(int), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with two dimensions.</summary>
    public static Tensor tensor(
        long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(long), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with three dimensions.</summary>
    public static Tensor tensor(
        long[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(long), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with four dimensions.</summary>
    public static Tensor tensor(
        long[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(long), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with two dimensions.</summary>
    public static Tensor tensor(
        float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(float), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with three dimensions.</summary>
    public static Tensor tensor(
        float[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(float), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with four dimensions.</summary>
    public static Tensor tensor(
        float[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(float), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with two dimensions.</summary>
    public static Tensor tensor(
        double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(double), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with three dimensions.</summary>
    public static Tensor tensor(
        double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(double), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with four dimensions.</summary>
    public static Tensor tensor(
        double[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(double), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with two dimensions.</summary>
    public static Tensor tensor(
        BFloat16[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(BFloat16), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with three dimensions.</summary>
    public static Tensor tensor(
        BFloat16[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(BFloat16), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array with four dimensions.</summary>
    public static Tensor tensor(
        BFloat16[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy(rawArray, typeof(BFloat16), dtype, device, requires_grad, names);
}
