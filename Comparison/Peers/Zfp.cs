// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Comparison;

/// <summary>zfp's reversible mode on fp32 values in one dimension.</summary>
internal sealed partial class Zfp : ICompressor
{
    /// <summary>The library's file.</summary>
    internal const string File = "libzfp.so.1";

    private const int FloatType = 3;

    /// <inheritdoc/>
    public string Name => "zfp";

    /// <inheritdoc/>
    public string Setting => "reversible";

    /// <summary>Each block of 4 values has a few bits of its own; a quarter more is more than enough.</summary>
    public int MaxBytes(int bytes) => bytes + (bytes / 4) + 1024;

    /// <inheritdoc/>
    public unsafe int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* values = source, stream = destination)
        {
            return Run(values, source.Length, stream, destination.Length, encode: true);
        }
    }

    /// <inheritdoc/>
    public unsafe void Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* values = destination, stream = source)
        {
            Run(values, destination.Length, stream, source.Length, encode: false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing outlives a call.
    }

    private static unsafe int Run(byte* values, int valueBytes, byte* stream, int streamBytes, bool encode)
    {
        var bits = OpenBits(stream, (nuint)streamBytes);
        var codec = OpenStream(bits);
        var field = MakeField(values, FloatType, (nuint)(valueBytes / sizeof(float)));
        try
        {
            SetReversible(codec);
            Rewind(codec);
            var bytes = encode ? Encode(codec, field) : Decode(codec, field);
            return bytes > 0 ? (int)bytes : throw new InvalidOperationException("zfp: reports an error");
        }
        finally
        {
            FreeField(field);
            CloseStream(codec);
            CloseBits(bits);
        }
    }

    [LibraryImport(File, EntryPoint = "stream_open")]
    private static unsafe partial nint OpenBits(byte* buffer, nuint bytes);

    [LibraryImport(File, EntryPoint = "stream_close")]
    private static partial void CloseBits(nint bits);

    [LibraryImport(File, EntryPoint = "zfp_stream_open")]
    private static partial nint OpenStream(nint bits);

    [LibraryImport(File, EntryPoint = "zfp_stream_close")]
    private static partial void CloseStream(nint stream);

    [LibraryImport(File, EntryPoint = "zfp_stream_set_reversible")]
    private static partial void SetReversible(nint stream);

    [LibraryImport(File, EntryPoint = "zfp_stream_rewind")]
    private static partial void Rewind(nint stream);

    [LibraryImport(File, EntryPoint = "zfp_field_1d")]
    private static unsafe partial nint MakeField(byte* values, int type, nuint count);

    [LibraryImport(File, EntryPoint = "zfp_field_free")]
    private static partial void FreeField(nint field);

    [LibraryImport(File, EntryPoint = "zfp_compress")]
    private static partial nuint Encode(nint stream, nint field);

    [LibraryImport(File, EntryPoint = "zfp_decompress")]
    private static partial nuint Decode(nint stream, nint field);
}
