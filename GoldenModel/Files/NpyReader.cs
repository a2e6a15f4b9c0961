// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Opens a NumPy <c>.npy</c> file: versions 1.0, 2.0 and 3.0, little-endian, C order.</summary>
/// <remarks>NumPy has no bfloat16. The package <c>ml_dtypes</c> saves it as two bytes of no known kind,
/// <c>&lt;V2</c>, so that is read as <see cref="TensorType.BF16"/>.</remarks>
public static class NpyReader
{
    private const int LongestHeader = 65535;
    private const int VersionEnd = 8;

    internal static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Opens a file with one tensor, named like the file without its extension.</summary>
    /// <param name="path">Path of a <c>.npy</c> file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or big-endian, or in Fortran order, or of a type
    /// that a tensor cannot have.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TensorFile Open(string path)
    {
        var file = InputFile.Open(path);
        try
        {
            return Read(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Checks the header of a file that is in memory.</summary>
    /// <param name="name">What errors call the file, and the tensor without its extension.</param>
    /// <param name="content">All of it; it must not change.</param>
    /// <exception cref="InvalidDataException">As for <see cref="Open"/>.</exception>
    public static TensorFile Read(string name, ReadOnlyMemory<byte> content) => Read(new InputFile(name, content));

    private static TensorFile Read(InputFile file) =>
        new(file.Path, [file], [ReadHeader(file)], new Dictionary<string, string>());

    private static TensorPlace ReadHeader(InputFile file)
    {
        var text = ReadText(file, out var dataStart);
        var header = new NpyHeader(file.Path, text);
        header.Parse();
        var type = NpyCode.ToType(header.Descr!)
            ?? throw Damage.In(file.Path, $"descr {Damage.Quote(header.Descr!)} {NpyCode.Refusal(header.Descr!)}");
        if (header.FortranOrder == true)
        {
            throw Damage.In(file.Path, "fortran_order is True; save the array in C order (numpy.ascontiguousarray)");
        }

        if (!TensorInfo.TryMeasure(type, header.Shape, out _))
        {
            throw Damage.In(file.Path, TensorInfo.Unmeasurable(type, header.Shape));
        }

        var info = new TensorInfo(Path.GetFileNameWithoutExtension(file.Path), type, header.Shape);
        return file.Length - dataStart == info.ByteLength
            ? TensorPlace.InFile(info, 0, dataStart)
            : throw Damage.In(file.Path, $"has {file.Length - dataStart} bytes of data, but {info.Need}");
    }

    private static byte[] ReadText(InputFile file, out long dataStart)
    {
        Span<byte> prefix = stackalloc byte[VersionEnd + 4];
        var available = (int)Math.Min(prefix.Length, file.Length);
        file.ReadExactly(0, prefix[..available]);
        if (available < VersionEnd + 2 || !prefix.StartsWith(Magic))
        {
            throw Damage.In(file.Path, "does not start with \\x93NUMPY; a NumPy file of one array (.npy) is needed");
        }

        var (major, minor) = (prefix[6], prefix[7]);
        if (major is < 1 or > 3 || minor != 0)
        {
            throw Damage.In(file.Path, $"NPY version {major}.{minor} is unknown; expected 1.0, 2.0 or 3.0");
        }

        var textStart = VersionEnd + (major == 1 ? 2 : 4);
        var length = major == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(prefix[VersionEnd..])
            : BinaryPrimitives.ReadUInt32LittleEndian(prefix[VersionEnd..]);
        var limit = Math.Clamp(file.Length - textStart, 0, LongestHeader);
        if (length < 1 || length > limit)
        {
            throw Damage.In(file.Path,
                $"NPY header length {length} must be 1 to {limit} (a file of {file.Length} bytes)");
        }

        var text = new byte[length];
        file.ReadExactly(textStart, text);
        dataStart = textStart + length;
        return text;
    }
}
