// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Comparison;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.CommandLine;

/// <summary>The tensors that <c>bench</c> measures: those of files, each file's as one, and generated ones.</summary>
internal static class BenchTensors
{
    private const string Sample = "esrgan-medium-sample.safetensors";
    private const int MostBytes = 64 << 20;
    private const int FewestValues = 4096;

    /// <summary>Reads files, or the sample if there are none; what is fp32 comes as bf16 too.</summary>
    public static IReadOnlyList<BenchTensor> Load(IReadOnlyList<string> files)
    {
        string[] paths = files.Count > 0 ? [.. files] : [Path.Combine(Checkout.Root, "samples", Sample)];
        return [.. paths.SelectMany(Read), .. BenchTensor.Generated()];
    }

    private static IEnumerable<BenchTensor> Read(string path)
    {
        using var source = TensorFiles.Open(path);
        if (CompressedFile.IsCompressed(source))
        {
            throw new InvalidDataException($"{path}: is compressed already; decode it first");
        }

        var tensors = new List<BenchTensor>();
        foreach (var container in Container.All)
        {
            if (ReadAll(source, container) is { Length: > 0 } values)
            {
                RequireEnough(path, container, values.Length / container.Bytes);
                tensors.Add(new BenchTensor(Path.GetFileName(path), container, values));
            }
        }

        if (tensors.Find(tensor => tensor.Container == Container.Fp32) is { } wide)
        {
            var narrow = ContainerConversion.Convert(wide.Once, Container.Fp32, Container.Bf16, out _);
            tensors.Add(new BenchTensor($"{wide.Name}, rounded", Container.Bf16, narrow));
        }

        return tensors.Count > 0
            ? tensors
            : throw new InvalidDataException($"{path}: has no values of type F32, BF16 or F16");
    }

    // Blocks end where copies of a tiled tensor do: of very short ones, headers would be all that is compared.
    private static void RequireEnough(string path, Container container, int values)
    {
        if (values < FewestValues)
        {
            throw new InvalidDataException(
                $"{path}: has {values} {container} values in all, must have {FewestValues} or more to be measured");
        }
    }

    private static byte[] ReadAll(TensorFile source, Container container)
    {
        var tensors = source.Tensors.Where(tensor => ContainerTypes.ContainerOf(tensor.Type) == container).ToList();
        var values = new byte[Math.Min(MostBytes, tensors.Sum(tensor => tensor.ByteLength))];
        var rest = values.AsSpan();
        foreach (var tensor in tensors)
        {
            var part = rest[..(int)Math.Min(rest.Length, tensor.ByteLength)];
            source.Read(tensor, 0, part);
            rest = rest[part.Length..];
        }

        return values;
    }
}
