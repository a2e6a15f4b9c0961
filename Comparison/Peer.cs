// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Comparison;

/// <summary>A way to make compressors for several threads.</summary>
/// <param name="Libraries">What it calls.</param>
/// <param name="Make">Makes a compressor for values of some bytes.</param>
/// <param name="Fp32Only">True if it codes floats of 32 bits and no others.</param>
/// <param name="SliceBytes">How much of a tensor is enough: slow compressors would take minutes for all of it.</param>
internal sealed record Peer(
    IReadOnlyList<Library> Libraries, Func<int, ICompressor> Make, bool Fp32Only = false, int SliceBytes = int.MaxValue)
{
    /// <summary>What slow compressors get of a tensor.</summary>
    public const int Slice = 512 << 10;

    /// <summary>All peers.</summary>
    public static IReadOnlyList<Peer> All { get; } =
    [
        new([Library.Zstd], _ => Zstd.AtLevel(-1)),
        new([Library.Zstd], _ => Zstd.AtLevel(3)),
        new([Library.Zstd], _ => Zstd.AtLevel(19), SliceBytes: Slice),
        new([Library.Lz4], _ => new Lz4()),
        new([Library.Zstd], bytes => new Shuffled(Zstd.AtLevel(3), bytes)),
        new([Library.Lz4], bytes => new Shuffled(new Lz4(), bytes)),
        new([Library.Zstd], bytes => new SplitHuffman(bytes)),
        new([Library.Blosc], bytes => new Bitshuffle(bytes)),
        new([Library.Zfp], _ => new Zfp(), Fp32Only: true, SliceBytes: Slice),
        new([Library.Fpzip], _ => new Fpzip(), Fp32Only: true, SliceBytes: Slice),
    ];

    /// <summary>True if all its libraries are there.</summary>
    public bool IsPresent => Libraries.All(library => library.FindVersion() is not null);

    /// <summary>True if it codes values of a container.</summary>
    public bool Takes(Container container) => !Fp32Only || container == Container.Fp32;
}
