// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Writes a compressed safetensors file: docs/format.md section 6.</summary>
/// <remarks>As <see cref="SafetensorsWriter"/>, it writes the whole file or nothing.</remarks>
public sealed class CompressedFileWriter : IDisposable
{
    private const int CopyBytes = 1 << 20;

    private readonly SafetensorsWriter _file;

    /// <summary>Begins a file; nothing appears at its path before <see cref="Complete"/>.</summary>
    /// <inheritdoc cref="SafetensorsWriter(string)"/>
    public CompressedFileWriter(string path) => _file = new SafetensorsWriter(path);

    /// <summary>Keeps a note of the source file.</summary>
    /// <param name="key">Key; none that starts with <c>sfp:</c>.</param>
    /// <param name="value">Value.</param>
    /// <exception cref="ArgumentException">The key is taken by the format.</exception>
    public void SetMetadata(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.StartsWith(CompressedNote.KeyPrefix, StringComparison.Ordinal))
        {
            throw new ArgumentException($"metadata key {Damage.Quote(key)} belongs to compressed tensors", nameof(key));
        }

        _file.SetMetadata(key, value);
    }

    /// <summary>Adds a compressed tensor.</summary>
    /// <param name="tensor">The original tensor.</param>
    /// <param name="encoded">Its streams.</param>
    /// <exception cref="ArgumentException">Tensor and descriptor disagree, or a tensor's name is taken.</exception>
    /// <exception cref="IOException">The data cannot be written.</exception>
    public void Add(TensorInfo tensor, EncodedTensor encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        var descriptor = encoded.Descriptor;
        Add(tensor, descriptor, (data, metadata) =>
        {
            WordBytes.Write(encoded.Data.Span, descriptor.Word, data.Write);
            WordBytes.Write(encoded.Metadata.Span, 32, metadata.Write);
        });
    }

    /// <summary>Adds a compressed tensor whose streams need not fit into memory.</summary>
    /// <param name="tensor">The original tensor.</param>
    /// <param name="descriptor">How it is coded.</param>
    /// <param name="write">Writes the data stream to its first argument, the metadata stream to its second one.</param>
    /// <returns>What the file notes of the tensor.</returns>
    /// <exception cref="ArgumentException">Tensor and descriptor disagree, or a tensor's name is taken.</exception>
    /// <exception cref="IOException">The data cannot be written.</exception>
    public CompressedNote Add(TensorInfo tensor, Descriptor descriptor, Action<Stream, Stream> write)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(write);
        if (ContainerTypes.ContainerOf(tensor.Type) != descriptor.Container || tensor.ElementCount != descriptor.Count)
        {
            throw new ArgumentException(
                $"{tensor} is not a tensor of {descriptor.Count} {descriptor.Container} values", nameof(tensor));
        }

        // Both streams grow at the same time, but follow one another in the file.
        var note = new CompressedNote(tensor, descriptor, 0, 0);
        using var second = _file.OpenTemporary();
        _file.AddBytes(note.DataName, stream =>
        {
            using var data = new ChecksumStream(stream);
            using var buffered = _file.Destination(second);
            using var metadata = new ChecksumStream(buffered);
            write(data, metadata);
            metadata.Flush();
            note = note with { DataCrc32 = data.Crc32, MetaCrc32 = metadata.Crc32 };
        });
        _file.AddBytes(note.MetaName, stream =>
        {
            second.Position = 0;
            second.CopyTo(stream, CopyBytes);
        });
        _file.SetMetadata(CompressedNote.KeyPrefix + tensor.Name, note.ToJson());
        return note;
    }

    /// <summary>The streams of a tensor that was added, to be read again; no longer once <see cref="Dispose"/> is
    /// called.</summary>
    /// <param name="note">What <see cref="Add(TensorInfo, Descriptor, Action{Stream, Stream})"/> returned.</param>
    /// <exception cref="ArgumentException">No such tensor was added.</exception>
    public (Stream Data, Stream Metadata) OpenStreams(CompressedNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return (_file.OpenAdded(note.DataName), _file.OpenAdded(note.MetaName));
    }

    /// <summary>Adds a tensor as it is.</summary>
    /// <inheritdoc cref="SafetensorsWriter.Add"/>
    public void AddPlain(TensorInfo tensor, Action<Stream> write) => _file.Add(tensor, write);

    /// <inheritdoc cref="SafetensorsWriter.Complete"/>
    public void Complete() => _file.Complete();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
