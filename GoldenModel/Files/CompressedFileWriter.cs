// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Writes a compressed safetensors file: docs/format.md section 6.</summary>
/// <remarks>As <see cref="SafetensorsWriter"/>, it writes the whole file or nothing.</remarks>
public sealed class CompressedFileWriter : IDisposable
{
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
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(encoded);
        var descriptor = encoded.Descriptor;
        if (ContainerTypes.ContainerOf(tensor.Type) != descriptor.Container || tensor.ElementCount != descriptor.Count)
        {
            throw new ArgumentException(
                $"{tensor} is not a tensor of {descriptor.Count} {descriptor.Container} values", nameof(tensor));
        }

        var (data, metadata) = (encoded.Data, encoded.Metadata);
        var note = new CompressedNote(
            tensor, descriptor, WordBytes.Checksum(data.Span, descriptor.Word), WordBytes.Checksum(metadata.Span, 32));
        _file.AddBytes(note.DataName, stream => WordBytes.Write(data.Span, descriptor.Word, stream.Write));
        _file.AddBytes(note.MetaName, stream => WordBytes.Write(metadata.Span, 32, stream.Write));
        _file.SetMetadata(CompressedNote.KeyPrefix + tensor.Name, note.ToJson());
    }

    /// <summary>Adds a tensor as it is.</summary>
    /// <inheritdoc cref="SafetensorsWriter.Add"/>
    public void AddPlain(TensorInfo tensor, Action<Stream> write) => _file.Add(tensor, write);

    /// <inheritdoc cref="SafetensorsWriter.Complete"/>
    public void Complete() => _file.Complete();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
