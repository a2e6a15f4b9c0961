// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Comparison;

/// <summary>Memory outside the garbage collector's heap, aligned to pages and touched once.</summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    private const int Alignment = 1 << 21;

    private void* _memory;

    /// <summary>Reserves and clears <paramref name="bytes"/> bytes.</summary>
    public NativeBuffer(long bytes)
    {
        Bytes = checked((int)bytes);
        _memory = NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, 1), Alignment);
        Span.Clear();
    }

    /// <summary>Its length.</summary>
    public int Bytes { get; }

    /// <summary>All of it.</summary>
    public Span<byte> Span => new(_memory, Bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
