// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Rtlgen.Codec.Tensors;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.Codec.Files;

/// <summary>Decodes a file: docs/format.md sections 6 and 7.</summary>
/// <inheritdoc cref="SfpFile.DecodeAsync(CompressedFile, string, DecodeOptions, CancellationToken)"/>
internal sealed class FileDecoding(
    CompressedFile source, string output, DecodeOptions options, CancellationToken cancellation)
{
    private readonly List<CompressedNote> _compressed =
        [.. source.Compressed.Where(note => options.Tensor is null || note.Tensor.Name == options.Tensor)];

    private readonly List<TensorInfo> _plain =
        [.. source.Plain.Where(tensor => options.Tensor is null || tensor.Name == options.Tensor)];

    /// <summary>Decodes.</summary>
    public IReadOnlyList<TensorInfo> Run()
    {
        List<TensorInfo> tensors = [.. _compressed.Select(note => note.Tensor), .. _plain];
        var isNpy = output.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);
        if (options.Tensor is not null && tensors.Count == 0)
        {
            throw new ArgumentException($"{source.Path} has no tensor {Damage.Quote(options.Tensor)}");
        }

        if (isNpy && tensors.Count != 1)
        {
            throw new ArgumentException($"a .npy file holds one tensor, the input has {tensors.Count}");
        }

        var progress = new ProgressCount(options.Progress, _compressed.Sum(note => note.Tensor.ByteLength));
        if (isNpy)
        {
            WriteNpy(progress);
        }
        else
        {
            WriteSafetensors(progress);
        }

        return tensors;
    }

    private void WriteNpy(ProgressCount progress)
    {
        if (_compressed is [var note])
        {
            Check(note);
            OutputException.Guard(() => NpyWriter.Write(output, note.Tensor, stream => Write(note, stream, progress)));
        }
        else
        {
            OutputException.Guard(() =>
                NpyWriter.Write(output, _plain[0], stream => source.OpenPlain(_plain[0]).CopyTo(stream)));
        }
    }

    private void WriteSafetensors(ProgressCount progress)
    {
        SafetensorsWriter? writer = null;
        OutputException.Guard(() => writer = new SafetensorsWriter(output));
        using var target = writer!;
        foreach (var (key, value) in source.Metadata)
        {
            target.SetMetadata(key, value);
        }

        foreach (var note in _compressed)
        {
            cancellation.ThrowIfCancellationRequested();
            Check(note);
            OutputException.Guard(() => target.Add(note.Tensor, stream => Write(note, stream, progress)));
        }

        foreach (var tensor in _plain)
        {
            cancellation.ThrowIfCancellationRequested();
            OutputException.Guard(() => target.Add(tensor, stream => source.OpenPlain(tensor).CopyTo(stream)));
        }

        cancellation.ThrowIfCancellationRequested();
        OutputException.Guard(target.Complete);
    }

    // The whole tensor, before its first value is written: the output may be a pipe.
    private void Check(CompressedNote note)
    {
        source.CheckSums(note, cancellation);
        var (data, metadata) = source.OpenStreams(note);
        using var first = data;
        using var second = metadata;
        Name(note, () => StreamingDecoder.Check(note.Descriptor, data, metadata, options.PieceValues));
    }

    private void Name(CompressedNote note, Action decode)
    {
        try
        {
            decode();
        }
        catch (InvalidDataException exception)
        {
            var isNamed = exception.Message.StartsWith($"{source.Path}: ", StringComparison.Ordinal);
            throw isNamed ? exception : Damage.In(source.Path, note.Tensor.Name, exception.Message);
        }
    }

    private void Write(CompressedNote note, Stream stream, ProgressCount progress)
    {
        var (data, metadata) = source.OpenStreams(note);
        using var first = data;
        using var second = metadata;
        var descriptor = note.Descriptor;
        var piece = Math.Min(StreamingEncoder.PieceOf(descriptor, options.PieceValues), descriptor.Count);
        var bytes = (int)piece * descriptor.Container.Bytes;
        var (current, next) = (ArrayPool<byte>.Shared.Rent(bytes), ArrayPool<byte>.Shared.Rent(bytes));
        using (var decoder = new StreamingDecoder(descriptor, data, metadata, options.Threads, options.PieceValues))
        using (var behind = new WriteBehind())
        {
            for (var read = Read(); read > 0; read = Read())
            {
                cancellation.ThrowIfCancellationRequested();
                var (values, count) = (current, read);
                behind.Start(() => stream.Write(values, 0, count));
                progress.Add(read);
                (current, next) = (next, current);
            }

            behind.Finish();

            // The streams were checked, but a file can change meanwhile.
            int Read()
            {
                var count = 0;
                Name(note, () => count = decoder.Read(current.AsSpan(0, bytes)));
                return count;
            }
        }

        ArrayPool<byte>.Shared.Return(current);
        ArrayPool<byte>.Shared.Return(next);
    }
}
