// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What tensors do besides their own methods.</summary>
public static class TensorExtensionMethods
{
    /// <summary>The tensor as a parameter, which takes its place.</summary>
    public static Parameter AsParameter(this Tensor tensor) => new(tensor);

    /// <summary>The tensor as text.</summary>
    public static string str(
        this Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null,
        CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default) =>
        tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    /// <summary>The tensor as NumPy would write it.</summary>
    public static string npstr(
        this Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null,
        CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

    /// <summary>Writes the tensor to the console.</summary>
    public static Tensor print(
        this Tensor t, string? fltFormat = "g5", int? width = 100, string? newLine = null,
        CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
        return t;
    }

    /// <summary>The bytes of a number of a type.</summary>
    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool or ScalarType.QInt8 or ScalarType.QUInt8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 or ScalarType.QInt32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new NotImplementedException(),
    };

    /// <summary>Writes type, shape and numbers, as TorchSharp's own files have them.</summary>
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        writer.Encode((long)tensor.dtype);
        var shape = tensor.shape;
        writer.Encode(shape.Length);
        foreach (var length in shape)
        {
            writer.Encode(length);
        }

        using var plain = tensor.contiguous();
        writer.Flush();
        writer.BaseStream.Write(plain.bytes);
    }

    /// <summary>Writes type, shape and numbers, as TorchSharp's own files have them.</summary>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    /// <summary>Writes type, shape and numbers, as TorchSharp's own files have them.</summary>
    public static void Save(this Tensor tensor, string location) => tensor.Save(File.Create(location));

    /// <summary>Reads a tensor of this shape over this one.</summary>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        Tensor? target = tensor;
        Load(ref target, reader, skip);
    }

    /// <summary>Reads a tensor.</summary>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        Tensor? target = null;
        Load(ref target, reader, skip);
        return target!;
    }

    /// <summary>Reads a tensor over one of its shape, or a new one; skipping leaves the numbers alone.</summary>
    public static void Load(ref Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        var type = (ScalarType)reader.Decode();
        var shape = new long[reader.Decode()];
        for (var n = 0; n < shape.Length; ++n)
        {
            shape[n] = reader.Decode();
        }

        using var read = torch.empty(shape, type);
        reader.BaseStream.ReadExactly(read.bytes);
        if (tensor is null)
        {
            tensor = skip ? torch.zeros(shape, type) : read.alias();
        }
        else if (!skip)
        {
            if (!shape.AsSpan().SequenceEqual(tensor.shape))
            {
                throw new ArgumentException(
                    $"Mismatched tensor shape while loading: {string.Join('x', shape)} into {tensor}.");
            }

            using var quiet = torch.no_grad();
            tensor.copy_(read);
        }
    }

    /// <summary>An array as a tensor of a shape.</summary>
    public static Tensor ToTensor<T>(
        this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false) =>
        torch.from_array(rawArray, null, requires_grad: requires_grad).reshape(dimensions);

    /// <summary>The tensor's only number as an unsigned byte.</summary>
    public static byte ToByte(this Tensor value) => value.ToScalar().ToByte();

    /// <summary>The tensor's only number as a signed byte.</summary>
    public static sbyte ToSByte(this Tensor value) => value.ToScalar().ToSByte();

    /// <summary>The tensor's only number as a 16-bit integer.</summary>
    public static short ToInt16(this Tensor value) => value.ToScalar().ToInt16();

    /// <summary>The tensor's only number as a 32-bit integer.</summary>
    public static int ToInt32(this Tensor value) => value.ToScalar().ToInt32();

    /// <summary>The tensor's only number as a 64-bit integer.</summary>
    public static long ToInt64(this Tensor value) => value.ToScalar().ToInt64();

    /// <summary>The tensor's only number as a float.</summary>
    public static float ToSingle(this Tensor value) => value.ToScalar().ToSingle();

    /// <summary>The tensor's only number as a double.</summary>
    public static double ToDouble(this Tensor value) => value.ToScalar().ToDouble();

    /// <summary>The tensor's only number as a truth value.</summary>
    public static bool ToBoolean(this Tensor value) => value.ToScalar().ToBoolean();

    /// <summary>The tensor's only number as a half.</summary>
    public static Half ToHalf(this Tensor value) => value.ToScalar().ToHalf();

    /// <summary>The tensor's only number as a bfloat16.</summary>
    public static BFloat16 ToBFloat16(this Tensor value) => value.ToScalar().ToBFloat16();

    /// <summary>The product of the lengths.</summary>
    public static long TotalSize(
        this IEnumerable<long> shape) =>
        shape.Aggregate(1L, (total, length) => total * length);
}
