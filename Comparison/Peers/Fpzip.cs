// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Comparison;

/// <summary>fpzip, lossless, on fp32 values in one dimension.</summary>
internal sealed partial class Fpzip : ICompressor
{
    /// <summary>The library's file.</summary>
    internal const string File = "libfpzip.so.1";

    /// <inheritdoc/>
    public string Name => "fpzip";

    /// <inheritdoc/>
    public string Setting => "lossless";

    /// <summary>The range coder has no bound that is written down; a quarter more is more than it was seen to
    /// need.</summary>
    public int MaxBytes(int bytes) => bytes + (bytes / 4) + 1024;

    /// <inheritdoc/>
    public unsafe int Compress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* values = source, stream = destination)
        {
            var state = OpenWriter(stream, (nuint)destination.Length);
            *state = State.OfFloats(source.Length / sizeof(float));
            var bytes = Write(state, values);
            CloseWriter(state);
            return bytes > 0 ? (int)bytes : throw new InvalidOperationException("fpzip: cannot compress");
        }
    }

    /// <inheritdoc/>
    public unsafe void Decompress(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        fixed (byte* values = destination, stream = source)
        {
            var state = OpenReader(stream);
            *state = State.OfFloats(destination.Length / sizeof(float));
            var bytes = Read(state, values);
            CloseReader(state);
            if (bytes == 0)
            {
                throw new InvalidOperationException("fpzip: cannot decompress");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing outlives a call.
    }

    [LibraryImport(File, EntryPoint = "fpzip_write_to_buffer")]
    private static unsafe partial State* OpenWriter(byte* buffer, nuint bytes);

    [LibraryImport(File, EntryPoint = "fpzip_write")]
    private static unsafe partial nuint Write(State* state, byte* values);

    [LibraryImport(File, EntryPoint = "fpzip_write_close")]
    private static unsafe partial void CloseWriter(State* state);

    [LibraryImport(File, EntryPoint = "fpzip_read_from_buffer")]
    private static unsafe partial State* OpenReader(byte* buffer);

    [LibraryImport(File, EntryPoint = "fpzip_read")]
    private static unsafe partial nuint Read(State* state, byte* values);

    [LibraryImport(File, EntryPoint = "fpzip_read_close")]
    private static unsafe partial void CloseReader(State* state);

    // FPZ of fpzip.h: what the library shows of its state.
    private readonly record struct State(int Type, int Precision, int X, int Y, int Z, int Fields)
    {
        public static State OfFloats(int count) => new(Type: 0, Precision: 0, X: count, Y: 1, Z: 1, Fields: 1);
    }
}
