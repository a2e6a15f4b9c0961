// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Text;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Writes a safetensors file whose tensors' sizes need not be known beforehand.</summary>
/// <remarks>
/// The header comes first in the file but depends on every size. So the data is spooled to a temporary file in the
/// destination's folder (in the system's for a pipe or device), and <see cref="Complete"/> writes the header and copies
/// the data behind it through <see cref="AtomicFile"/>. This costs one copy and no memory. The same calls give
/// the same bytes: <c>__metadata__</c> first, tensors in the order added, spaces up to a multiple of 8 bytes.
/// </remarks>
public sealed class SafetensorsWriter : IDisposable
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly string _path;
    private readonly string _beside;
    private readonly FileStream _spool;
    private readonly OrderedDictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, TensorInfo> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _places = new(StringComparer.Ordinal);
    private bool _isComplete;

    /// <summary>Begins a file; nothing appears at its path before <see cref="Complete"/>.</summary>
    /// <param name="path">Path of the file, in a folder that exists.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">No file can be made in the folder.</exception>
    public SafetensorsWriter(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        var target = Path.GetFullPath(path);
        _beside = AtomicFile.IsDevice(target) ? Path.Combine(Path.GetTempPath(), "spool") : target;
        _spool = OpenTemporary();
    }

    /// <summary>Sets a note in <c>__metadata__</c>; notes keep the order in which they were first set.</summary>
    /// <param name="key">Key, valid Unicode.</param>
    /// <param name="value">Value, valid Unicode.</param>
    /// <exception cref="ArgumentException">Key or value has a lone surrogate.</exception>
    public void SetMetadata(string key, string value)
    {
        RequireUnicode(key, nameof(key));
        RequireUnicode(value, nameof(value));
        _metadata[key] = value;
    }

    /// <summary>Adds a tensor whose size is known.</summary>
    /// <param name="tensor">The tensor; its name must be new, valid Unicode and not <c>__metadata__</c>.</param>
    /// <param name="write">Writes its <see cref="TensorInfo.ByteLength"/> little-endian bytes.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    /// <exception cref="InvalidOperationException">A different number of bytes was written; the tensor is not
    /// added.</exception>
    /// <exception cref="IOException">The data cannot be written.</exception>
    public void Add(TensorInfo tensor, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        RequireNew(tensor.Name);
        Spool(write, length => length == tensor.ByteLength ? tensor
            : throw new InvalidOperationException(
                $"{length} bytes were written for {tensor}, which has {tensor.ByteLength}"));
    }

    /// <summary>Adds a tensor of type U8 with one dimension, as long as what is written.</summary>
    /// <param name="name">Name, new, valid Unicode and not <c>__metadata__</c>.</param>
    /// <param name="write">Writes the bytes.</param>
    /// <returns>The tensor added.</returns>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    /// <exception cref="IOException">The data cannot be written.</exception>
    public TensorInfo AddBytes(string name, Action<Stream> write)
    {
        RequireNew(name);
        return Spool(write, length => new TensorInfo(name, TensorType.U8, length));
    }

    /// <summary>Writes the file: header, then data.</summary>
    /// <exception cref="InvalidOperationException">The file is complete already, or its header has more than 100
    /// MB.</exception>
    /// <exception cref="IOException">The file cannot be written; a file that was there before is as it was.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(!_spool.CanRead, this);
        var header = SafetensorsHeaderText.Make(_metadata, _tensors.Values);
        if (_isComplete || header.Length > SafetensorsHeader.MaximumBytes)
        {
            throw new InvalidOperationException(_isComplete ? $"{_path} is complete"
                : $"the header of {_path} has {header.Length} bytes, more than {SafetensorsHeader.MaximumBytes}");
        }

        AtomicFile.Write(_path, stream =>
        {
            Span<byte> prefix = stackalloc byte[SafetensorsHeader.LengthBytes];
            BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
            stream.Write(prefix);
            stream.Write(header);
            _spool.Position = 0;
            _spool.CopyTo(stream, 1 << 20);
        });
        _isComplete = true;
    }

    /// <summary>Deletes the temporary file; without <see cref="Complete"/> nothing was written.</summary>
    public void Dispose() => _spool.Dispose();

    /// <summary>Another temporary file beside the destination; it is deleted when closed.</summary>
    internal FileStream OpenTemporary() => AtomicFile.OpenTemporary(_path, _beside, FileOptions.DeleteOnClose);

    /// <summary>A buffer before a temporary file; errors name the destination.</summary>
    internal Stream Destination(FileStream temporary) => new DestinationStream(temporary, _path);

    /// <summary>The bytes of a tensor that was added.</summary>
    /// <exception cref="ArgumentException">No such tensor was added.</exception>
    internal Stream OpenAdded(string name)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
        {
            throw new ArgumentException(
                Damage.OneLine($"{_path}: tensor {Damage.Quote(name)} was not added"), nameof(name));
        }

        var place = _places[name];
        return new SectionStream(tensor.ByteLength, (offset, destination) =>
        {
            _spool.Position = place + offset;
            _spool.ReadExactly(destination);
        });
    }

    private TensorInfo Spool(Action<Stream> write, Func<long, TensorInfo> describe)
    {
        ArgumentNullException.ThrowIfNull(write);
        ObjectDisposedException.ThrowIf(!_spool.CanWrite, this);
        var start = _spool.Length;
        try
        {
            _spool.Position = start;
            using var stream = new DestinationStream(_spool, _path);
            write(stream);
            stream.Flush();
            var tensor = describe(stream.Position);
            _tensors.Add(tensor.Name, tensor);
            _places.Add(tensor.Name, start);
            return tensor;
        }
        catch
        {
            _spool.SetLength(start);
            throw;
        }
    }

    private void RequireNew(string name)
    {
        RequireUnicode(name, nameof(name));
        if (name == SafetensorsHeader.MetadataKey || _tensors.ContainsKey(name))
        {
            throw new ArgumentException(Damage.OneLine($"{_path}: tensor name {Damage.Quote(name)} is taken"),
                nameof(name));
        }
    }

    private static void RequireUnicode(string text, string parameter)
    {
        ArgumentNullException.ThrowIfNull(text, parameter);
        try
        {
            _ = StrictUtf8.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException("the text has a lone surrogate", parameter, e);
        }
    }
}
