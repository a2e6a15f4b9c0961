// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The numbers of an array.</summary>
    public static Tensor tensor(
        bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<bool>(rawArray, [rawArray.LongLength], dtype, device, requires_grad, names);

    /// <summary>The numbers of an array under a shape.</summary>
    public static Tensor tensor(
        bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<bool>(rawArray, dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of a list.</summary>
    public static Tensor tensor(
        IList<bool> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<bool>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>The numbers of a list under a shape.</summary>
    public static Tensor tensor(
        IList<bool> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<bool>(rawArray.ToArray(), dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array.</summary>
    public static Tensor tensor(
        byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<byte>(rawArray, [rawArray.LongLength], dtype, device, requires_grad, names);

    /// <summary>The numbers of an array under a shape.</summary>
    public static Tensor tensor(
        byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<byte>(rawArray, dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of a list.</summary>
    public static Tensor tensor(
        IList<byte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<byte>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>The numbers of a list under a shape.</summary>
    public static Tensor tensor(
        IList<byte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<byte>(rawArray.ToArray(), dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array.</summary>
    public static Tensor tensor(
        sbyte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<sbyte>(rawArray, [rawArray.LongLength], dtype, device, requires_grad, names);

    /// <summary>The numbers of an array under a shape.</summary>
    public static Tensor tensor(
        sbyte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<sbyte>(rawArray, dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of a list.</summary>
    public static Tensor tensor(
        IList<sbyte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<sbyte>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>The numbers of a list under a shape.</summary>
    public static Tensor tensor(
        IList<sbyte> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<sbyte>(rawArray.ToArray(), dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array.</summary>
    public static Tensor tensor(
        short[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<short>(rawArray, [rawArray.LongLength], dtype, device, requires_grad, names);

    /// <summary>The numbers of an array under a shape.</summary>
    public static Tensor tensor(
        short[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<short>(rawArray, dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of a list.</summary>
    public static Tensor tensor(
        IList<short> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<short>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>The numbers of a list under a shape.</summary>
    public static Tensor tensor(
        IList<short> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<short>(rawArray.ToArray(), dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array.</summary>
    public static Tensor tensor(
        int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<int>(rawArray, [rawArray.LongLength], dtype, device, requires_grad, names);

    /// <summary>The numbers of an array under a shape.</summary>
    public static Tensor tensor(
        int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<int>(rawArray, dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of a list.</summary>
    public static Tensor tensor(
        IList<int> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<int>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>The numbers of a list under a shape.</summary>
    public static Tensor tensor(
        IList<int> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<int>(rawArray.ToArray(), dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array.</summary>
    public static Tensor tensor(
        long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<long>(dataArray, [dataArray.LongLength], dtype, device, requires_grad, names);

    /// <summary>The numbers of an array under a shape.</summary>
    public static Tensor tensor(
        long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<long>(dataArray, dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of a list.</summary>
    public static Tensor tensor(
        IList<long> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<long>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>The numbers of a list under a shape.</summary>
    public static Tensor tensor(
        IList<long> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<long>(rawArray.ToArray(), dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array.</summary>
    public static Tensor tensor(
        float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<float>(rawArray, [rawArray.LongLength], dtype, device, requires_grad, names);

    /// <summary>The numbers of an array under a shape.</summary>
    public static Tensor tensor(
        float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<float>(rawArray, dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of a list.</summary>
    public static Tensor tensor(
        IList<float> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<float>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>The numbers of a list under a shape.</summary>
    public static Tensor tensor(
        IList<float> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<float>(rawArray.ToArray(), dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of an array.</summary>
    public static Tensor tensor(
        double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<double>(rawArray, [rawArray.LongLength], dtype, device, requires_grad, names);

    /// <summary>The numbers of an array under a shape.</summary>
    public static Tensor tensor(
        double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<double>(rawArray, dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of a list.</summary>
    public static Tensor tensor(
        IList<double> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<double>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>The numbers of an array.</summary>
    public static Tensor tensor(
        BFloat16[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<BFloat16>(rawArray, [rawArray.LongLength], dtype, device, requires_grad, names);

    /// <summary>The numbers of an array under a shape.</summary>
    public static Tensor tensor(
        BFloat16[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<BFloat16>(rawArray, dimensions.ToArray(), dtype, device, requires_grad, names);

    /// <summary>The numbers of a list.</summary>
    public static Tensor tensor(
        IList<BFloat16> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        Copy<BFloat16>(rawArray.ToArray(), [rawArray.Count], dtype, device, requires_grad, names);

    /// <summary>The numbers of a list under a shape.</summary>
    public static Tensor tensor(
        IList<BFloat16> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copy<BFloat16>(rawArray.ToArray(), dimensions.ToArray(), dtype, device, requires_grad, names);
}
