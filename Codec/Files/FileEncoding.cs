// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Files;

namespace Rtlgen.Codec.Files;

/// <summary>Encodes a file: docs/format.md section 6.</summary>
internal static class FileEncoding
{
    /// <inheritdoc cref="SfpFile.EncodeAsync(TensorFile, string, EncodeOptions, CancellationToken)"/>
    public static IReadOnlyList<EncodedFileTensor> Encode(
        TensorFile source, string output, EncodeOptions options, CancellationToken cancellation)
    {
        var compressed = source.Tensors.Where(IsCompressible).ToList();
        RefuseNames(source, compressed);
        CompressedFileWriter? writer = null;
        OutputException.Guard(() => writer = new CompressedFileWriter(output));
        using var target = writer!;
        foreach (var (key, value) in source.Metadata)
        {
            target.SetMetadata(key, value);
        }

        var progress = new ProgressCount(options.Progress, compressed.Sum(tensor => tensor.ByteLength));
        var results = new List<EncodedFileTensor>();
        foreach (var tensor in compressed)
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(new TensorEncoding(source, tensor, options, cancellation).Encode(target, progress));
        }

        foreach (var tensor in source.Tensors.Where(tensor => !IsCompressible(tensor)))
        {
            cancellation.ThrowIfCancellationRequested();
            OutputException.Guard(() => target.AddPlain(tensor, stream => source.OpenStream(tensor).CopyTo(stream)));
        }

        cancellation.ThrowIfCancellationRequested();
        OutputException.Guard(target.Complete);
        return results;
    }

    private static bool IsCompressible(TensorInfo tensor) => ContainerTypes.ContainerOf(tensor.Type) is not null;

    private static void RefuseNames(TensorFile source, List<TensorInfo> compressed)
    {
        if (CompressedFile.IsCompressed(source))
        {
            throw Damage.In(source.Path, "is compressed already; decode it first");
        }

        if (compressed.Count == 0)
        {
            throw Damage.In(source.Path, "has no F32, BF16 or F16 tensor to compress");
        }

        foreach (var tensor in compressed)
        {
            foreach (var name in new[] { $"{tensor.Name}.data", $"{tensor.Name}.meta" })
            {
                if (source.Find(name) is { } other && !IsCompressible(other))
                {
                    throw Damage.In(
                        source.Path,
                        $"tensor {Damage.Quote(name)} has the name that a stream of tensor "
                        + $"{Damage.Quote(tensor.Name)} needs");
                }
            }
        }
    }
}
