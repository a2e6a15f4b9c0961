// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Comparison;

/// <summary>Zstandard by libzstd, contexts reused; or its Huffman stage alone.</summary>
internal sealed partial class Zstd : ICompressor
{
    /// <summary>The library's file.</summary>
    internal const string File = "libzstd.so.1";

    // ZSTD_cParameter and values of zstd.h; the last one is among the experimental parameters.
    private const int LevelParameter = 100;
    private const int TargetLengthParameter = 106;
    private const int StrategyParameter = 107;
    private const int LiteralCompressionParameter = 1002;
    private const int FastStrategy = 1;
    private const int LongestStep = 1 << 17;
    private const int Always = 1;

    private readonly nint _encoder = CreateEncoder();
    private readonly nint _decoder = CreateDecoder();

    private Zstd(string setting) => Setting = setting;

    /// <inheritdoc/>
    public string Name => "zstd";

    /// <inheritdoc/>
    public string Setting { get; }

    /// <summary>All of zstd.</summary>
    public static Zstd AtLevel(int level)
    {
        var zstd = new Zstd($"{level}");
        zstd.Set(LevelParameter, level);
        return zstd;
    }

    /// <summary>
    /// The search for matches gives up after its first step, so that every byte is a literal; literals are
    /// Huffman-coded,
    /// a table for 128 KiB, or stored where that is no gain.
    /// </summary>
    public static Zstd HuffmanOnly()
    {
        var zstd = new Zstd("zstd");
        zstd.Set(StrategyParameter, FastStrategy);
        zstd.Set(TargetLengthParameter, LongestStep);
        zstd.Set(LiteralCompressionParameter, Always);
        return zstd;
    }

    /// <inheritdoc/>
    public int MaxBytes(int bytes) => (int)Bound((nuint)bytes);

    /// <inheritdoc/>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> destination) =>
        Check(Encode(_encoder, destination, (nuint)destination.Length, source, (nuint)source.Length));

    /// <inheritdoc/>
    public void Decompress(ReadOnlySpan<byte> source, Span<byte> destination) =>
        Check(Decode(_decoder, destination, (nuint)destination.Length, source, (nuint)source.Length));

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = FreeEncoder(_encoder);
        _ = FreeDecoder(_decoder);
    }

    private static int Check(nuint result) => IsError(result) == 0
        ? (int)result
        : throw new InvalidOperationException($"zstd: {Marshal.PtrToStringUTF8(ErrorName(result))}");

    private void Set(int parameter, int value) => Check(SetParameter(_encoder, parameter, value));

    [LibraryImport(File, EntryPoint = "ZSTD_createCCtx")]
    private static partial nint CreateEncoder();

    [LibraryImport(File, EntryPoint = "ZSTD_createDCtx")]
    private static partial nint CreateDecoder();

    [LibraryImport(File, EntryPoint = "ZSTD_freeCCtx")]
    private static partial nuint FreeEncoder(nint context);

    [LibraryImport(File, EntryPoint = "ZSTD_freeDCtx")]
    private static partial nuint FreeDecoder(nint context);

    [LibraryImport(File, EntryPoint = "ZSTD_CCtx_setParameter")]
    private static partial nuint SetParameter(nint context, int parameter, int value);

    [LibraryImport(File, EntryPoint = "ZSTD_compressBound")]
    private static partial nuint Bound(nuint bytes);

    [LibraryImport(File, EntryPoint = "ZSTD_compress2")]
    private static partial nuint Encode(
        nint context, Span<byte> destination, nuint room, ReadOnlySpan<byte> source, nuint bytes);

    [LibraryImport(File, EntryPoint = "ZSTD_decompressDCtx")]
    private static partial nuint Decode(
        nint context, Span<byte> destination, nuint room, ReadOnlySpan<byte> source, nuint bytes);

    [LibraryImport(File, EntryPoint = "ZSTD_isError")]
    private static partial uint IsError(nuint result);

    [LibraryImport(File, EntryPoint = "ZSTD_getErrorName")]
    private static partial nint ErrorName(nuint result);
}
