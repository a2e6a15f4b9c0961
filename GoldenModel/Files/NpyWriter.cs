// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Text;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Writes a NumPy <c>.npy</c> file, version 1.0, little-endian, C order.</summary>
/// <remarks>BF16 is written as <c>&lt;V2</c>, as the package <c>ml_dtypes</c> does; load it with
/// <c>numpy.load(path).view(ml_dtypes.bfloat16)</c>.</remarks>
public static class NpyWriter
{
    private const int Alignment = 64;

    /// <summary>Writes one tensor through <see cref="AtomicFile"/>; its name is not kept.</summary>
    /// <param name="path">Path of the file, in a folder that exists.</param>
    /// <param name="tensor">The tensor; any type but the FP8 ones, for which NumPy has no code.</param>
    /// <param name="write">Writes its <see cref="TensorInfo.ByteLength"/> little-endian bytes.</param>
    /// <exception cref="ArgumentException">NumPy has no code for the type.</exception>
    /// <exception cref="InvalidOperationException">A different number of bytes was written; there is no
    /// file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, TensorInfo tensor, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(write);
        var header = MakeHeader(tensor);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            write(stream);
            var length = stream.Position - header.Length;
            if (length != tensor.ByteLength)
            {
                throw new InvalidOperationException(
                    $"{length} bytes were written for {tensor}, which has {tensor.ByteLength}");
            }
        });
    }

    private static byte[] MakeHeader(TensorInfo tensor)
    {
        var descr = NpyCode.Of(tensor.Type)
            ?? throw new ArgumentException($"NumPy has no type for {tensor.Type}", nameof(tensor));
        var comma = tensor.Shape.Length == 1 ? "," : "";
        var shape = $"({string.Join(", ", tensor.Shape)}{comma})";
        var text = $"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}";
        var prefix = NpyReader.Magic.Length + 4;
        var size = (prefix + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var header = new byte[size];
        header.AsSpan().Fill((byte)' ');
        NpyReader.Magic.CopyTo(header);
        header[6] = 1;
        header[7] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(size - prefix));
        Encoding.ASCII.GetBytes(text, header.AsSpan(prefix));
        header[^1] = (byte)'\n';
        return header;
    }
}
