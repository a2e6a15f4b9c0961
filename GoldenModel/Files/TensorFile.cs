// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Rtlgen.GoldenModel.Files;

/// <summary>The tensors of one checkpoint, whatever its format and number of files.</summary>
/// <remarks>
/// All headers are checked before the first value is handed out; data is read only when asked for, so tensors may
/// be larger than memory. Reads may run on several threads at once.
/// </remarks>
public sealed class TensorFile : IDisposable
{
    private readonly ImmutableArray<InputFile> _files;
    private readonly Dictionary<string, TensorPlace> _places;

    /// <summary>Takes over the files.</summary>
    /// <param name="path">Path the user gave.</param>
    /// <param name="files">Files that the places point into.</param>
    /// <param name="places">Tensors in file order, names unique.</param>
    /// <param name="metadata">Notes of the file.</param>
    internal TensorFile(
        string path,
        ImmutableArray<InputFile> files,
        IReadOnlyList<TensorPlace> places,
        IReadOnlyDictionary<string, string> metadata)
    {
        Path = path;
        Metadata = metadata;
        Tensors = [.. places.Select(place => place.Info)];
        _files = files;
        _places = places.ToDictionary(place => place.Info.Name, StringComparer.Ordinal);
    }

    /// <summary>Path that was opened.</summary>
    public string Path { get; }

    /// <summary>The tensors in the order of their data.</summary>
    public ImmutableArray<TensorInfo> Tensors { get; }

    /// <summary>The file's own notes, such as safetensors' <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of a name, or null when there is none.</summary>
    /// <param name="name">Name of the tensor; case matters.</param>
    public TensorInfo? Find(string name) => _places.TryGetValue(name, out var place) ? place.Info : null;

    /// <summary>Fills the destination with a tensor's little-endian bytes.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="offset">First byte to read, 0 to <see cref="TensorInfo.ByteLength"/>.</param>
    /// <param name="destination">Receives the bytes; at most as long as what is left of the tensor.</param>
    /// <exception cref="ArgumentException">The tensor is not of this file.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bytes are not all within the tensor.</exception>
    /// <exception cref="InvalidDataException">The file has become shorter since it was opened.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Read(TensorInfo tensor, long offset, Span<byte> destination)
    {
        var place = Place(tensor);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, tensor.ByteLength - destination.Length);
        if (place.Ranges.IsDefault)
        {
            place.Bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
            return;
        }

        foreach (var range in place.Ranges)
        {
            var count = (int)Math.Clamp(range.Length - offset, 0, destination.Length);
            if (count > 0)
            {
                _files[range.File].ReadExactly(range.Offset + offset, destination[..count]);
                destination = destination[count..];
            }

            offset = Math.Max(0, offset - range.Length);
        }
    }

    /// <summary>A whole tensor in memory.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>, of less than 2 GiB.</param>
    /// <returns>Its little-endian bytes, as many as <see cref="TensorInfo.ByteLength"/>.</returns>
    /// <exception cref="ArgumentException">The tensor is not of this file.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tensor is too large for an array.</exception>
    /// <exception cref="InvalidDataException">The file has become shorter since it was opened.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public byte[] ReadBytes(TensorInfo tensor)
    {
        _ = Place(tensor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tensor.ByteLength, Array.MaxLength, nameof(tensor));
        var bytes = new byte[tensor.ByteLength];
        Read(tensor, 0, bytes);
        return bytes;
    }

    /// <summary>A stream over a tensor's little-endian bytes; it can seek, and does not outlive this file.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <exception cref="ArgumentException">The tensor is not of this file.</exception>
    public Stream OpenStream(TensorInfo tensor)
    {
        _ = Place(tensor);
        return new SectionStream(tensor.ByteLength, (offset, destination) => Read(tensor, offset, destination));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    private TensorPlace Place(TensorInfo tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return _places.TryGetValue(tensor.Name, out var place) && place.Info == tensor
            ? place
            : throw new ArgumentException(Damage.OneLine($"{Path} has no tensor {tensor}"), nameof(tensor));
    }
}
