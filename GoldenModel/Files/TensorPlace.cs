// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Consecutive bytes of one of a <see cref="TensorFile"/>'s files.</summary>
/// <param name="File">Index of the file.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Number of bytes.</param>
internal readonly record struct FileRange(int File, long Offset, long Length);

/// <summary>A tensor and where its little-endian data lies: in files, or in memory when it had to be
/// converted.</summary>
/// <param name="Info">The tensor.</param>
/// <param name="Ranges">File ranges in order, together as long as the tensor; default when the data is in
/// memory.</param>
/// <param name="Bytes">The converted data; empty when it lies in files.</param>
internal readonly record struct TensorPlace(TensorInfo Info, ImmutableArray<FileRange> Ranges,
    ReadOnlyMemory<byte> Bytes)
{
    /// <summary>A tensor in one piece of one file.</summary>
    /// <param name="info">The tensor.</param>
    /// <param name="file">Index of the file.</param>
    /// <param name="offset">First byte.</param>
    public static TensorPlace InFile(TensorInfo info, int file, long offset) =>
        new(info, [new FileRange(file, offset, info.ByteLength)], default);
}
