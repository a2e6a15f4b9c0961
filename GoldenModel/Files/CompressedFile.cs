// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.GoldenModel.Files;

/// <summary>A compressed safetensors file, read strictly: docs/format.md sections 6 and 7.</summary>
/// <remarks>
/// <see cref="Open"/> checks all notes and lengths; streams are checked when a tensor is read, before its first value
/// is handed out. Reads may run on several threads at once.
/// </remarks>
public sealed class CompressedFile : IDisposable
{
    private readonly TensorFile _file;

    private CompressedFile(TensorFile file, ImmutableArray<CompressedNote> compressed, ImmutableArray<TensorInfo> plain)
    {
        _file = file;
        Compressed = compressed;
        Plain = plain;
    }

    /// <summary>Path that was opened.</summary>
    public string Path => _file.Path;

    /// <summary>The compressed tensors, in the order of their data.</summary>
    public ImmutableArray<CompressedNote> Compressed { get; }

    /// <summary>The other tensors, in the order of their data.</summary>
    public ImmutableArray<TensorInfo> Plain { get; }

    /// <summary>Notes of the original file.</summary>
    public IEnumerable<KeyValuePair<string, string>> Metadata => _file.Metadata.Where(pair => !IsNote(pair.Key));

    /// <summary>True if a file has compressed tensors, whole or damaged.</summary>
    public static bool IsCompressed(TensorFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Metadata.Keys.Any(IsNote);
    }

    /// <summary>Opens a compressed file and checks everything but the streams' bits.</summary>
    /// <param name="path">A safetensors file, or the index of a sharded one.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">
    /// It has no compressed tensors, or one is damaged; the message names file, tensor and fault.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CompressedFile Open(string path)
    {
        var file = TensorFiles.Open(path);
        try
        {
            return Check(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Checks a compressed file that is in memory, as <see cref="Open"/> does.</summary>
    /// <param name="name">What errors call the file.</param>
    /// <param name="content">All of it; it must not change.</param>
    /// <exception cref="InvalidDataException">
    /// It has no compressed tensors, or one is damaged; the message names file, tensor and fault.
    /// </exception>
    public static CompressedFile Read(string name, ReadOnlyMemory<byte> content) =>
        Check(SafetensorsReader.Read(name, content));

    /// <summary>Bytes of a tensor's two streams.</summary>
    public (long Data, long Metadata) StreamBytes(CompressedNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return (_file.Find(note.DataName)!.ByteLength, _file.Find(note.MetaName)!.ByteLength);
    }

    /// <summary>A tensor's streams as they are in the file; <see cref="CheckSums"/> tells whether they are
    /// whole.</summary>
    public (Stream Data, Stream Metadata) OpenStreams(CompressedNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        return (_file.OpenStream(_file.Find(note.DataName)!), _file.OpenStream(_file.Find(note.MetaName)!));
    }

    /// <summary>Checks the checksums of a tensor's streams, which need not fit into memory.</summary>
    /// <param name="note">The tensor.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="InvalidDataException">A checksum is wrong.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void CheckSums(CompressedNote note, CancellationToken cancellation = default)
    {
        var (data, metadata) = OpenStreams(note);
        using var first = data;
        using var second = metadata;
        RequireSum(note, note.DataName, ChecksumStream.Of(data, cancellation), note.DataCrc32);
        RequireSum(note, note.MetaName, ChecksumStream.Of(metadata, cancellation), note.MetaCrc32);
    }

    /// <summary>A tensor's streams, checked as far as checksums and lengths go.</summary>
    /// <exception cref="InvalidDataException">A checksum or a length is wrong.</exception>
    public EncodedTensor ReadStreams(CompressedNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        var data = ReadStream(note, note.DataName, note.DataCrc32);
        var metadata = ReadStream(note, note.MetaName, note.MetaCrc32);
        return new EncodedTensor(
            note.Descriptor, WordBytes.Read(data, note.Descriptor.Word), WordBytes.Read(metadata, 32));
    }

    /// <summary>A tensor's values.</summary>
    /// <returns>Bit patterns of the container, shape <c>[count]</c>.</returns>
    /// <exception cref="InvalidDataException">The streams are damaged.</exception>
    public uint[] Decode(CompressedNote note)
    {
        var streams = ReadStreams(note);
        try
        {
            return StreamDecoder.Decode(streams);
        }
        catch (InvalidDataException exception)
        {
            throw Damage.In(_file.Path, note.Tensor.Name, exception.Message);
        }
    }

    /// <summary>The bytes of a tensor that is not compressed.</summary>
    public Stream OpenPlain(TensorInfo tensor) => _file.OpenStream(tensor);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static bool IsNote(string key) => key.StartsWith(CompressedNote.KeyPrefix, StringComparison.Ordinal);

    private static CompressedFile Check(TensorFile file)
    {
        if (!IsCompressed(file))
        {
            throw Damage.In(file.Path, "has no compressed tensors (no key 'sfp:...' in __metadata__)");
        }

        var streams = new HashSet<string>(StringComparer.Ordinal);
        var notes = new List<CompressedNote>();
        foreach (var (key, value) in file.Metadata.Where(pair => IsNote(pair.Key)))
        {
            var note = ReadNote(file, key[CompressedNote.KeyPrefix.Length..], value);
            streams.Add(note.DataName);
            streams.Add(note.MetaName);
            notes.Add(note);
        }

        var place = file.Tensors.Select((tensor, index) => (tensor.Name, index)).ToDictionary(StringComparer.Ordinal);
        var plain = file.Tensors.Where(tensor => !streams.Contains(tensor.Name)).ToImmutableArray();
        return notes.Find(note => plain.Any(tensor => tensor.Name == note.Tensor.Name)) is { } twice
            ? throw Damage.In(file.Path, twice.Tensor.Name, "is there twice, compressed and as it is")
            : new CompressedFile(file, [.. notes.OrderBy(note => place[note.DataName])], plain);
    }

    private static CompressedNote ReadNote(TensorFile file, string name, string json)
    {
        try
        {
            var note = CompressedNote.Parse(name, json);
            var data = CheckStream(file, note.DataName);
            var rowBytes = note.Descriptor.Lanes * (note.Descriptor.Word / 8);
            var metadata = CheckStream(file, note.MetaName);
            var fault = data % rowBytes != 0 ? $"data stream has {data} bytes, must be a multiple of {rowBytes}"
                : metadata % sizeof(uint) != 0 ? $"metadata stream has {metadata} bytes, must be a multiple of 4"
                : null;
            return fault is null ? note : throw new FormatException(fault);
        }
        catch (FormatException exception)
        {
            throw Damage.In(file.Path, name, exception.Message);
        }
    }

    private static long CheckStream(TensorFile file, string name)
    {
        var tensor = file.Find(name) ?? throw new FormatException($"its stream {Damage.Quote(name)} is missing");
        var fault = tensor.Type != TensorType.U8 || tensor.Shape.Length != 1
            ? $"must be U8 with one dimension, not {tensor.Type} [{string.Join(", ", tensor.Shape)}]"
            : null;
        return fault is null
            ? tensor.ByteLength
            : throw new FormatException($"its stream {Damage.Quote(name)} {fault}");
    }

    private byte[] ReadStream(CompressedNote note, string name, uint expected)
    {
        var stream = _file.Find(name)!;
        if (stream.ByteLength > Array.MaxLength)
        {
            throw Damage.In(
                _file.Path, note.Tensor.Name, $"its stream {Damage.Quote(name)} is too large: {stream.ByteLength} bytes");
        }

        var bytes = _file.ReadBytes(stream);
        RequireSum(note, name, Crc32.Append(0, bytes), expected);
        return bytes;
    }

    private void RequireSum(CompressedNote note, string name, uint actual, uint expected)
    {
        if (actual != expected)
        {
            var problem = $"checksum of {Damage.Quote(name)} is {actual}, its note says {expected}";
            throw Damage.In(_file.Path, note.Tensor.Name, problem);
        }
    }
}
