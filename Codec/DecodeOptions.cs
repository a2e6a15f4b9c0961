// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Codec;

/// <summary>How a file is decoded.</summary>
public sealed record DecodeOptions
{
    /// <summary>The only tensor to restore; all of them if null.</summary>
    public string? Tensor { get; init; }

    /// <summary>How many threads work, 1 or more.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Is told how far the work has come.</summary>
    public IProgress<FileProgress>? Progress { get; init; }

    /// <summary>Values that are in memory at once; tests make it small.</summary>
    internal int PieceValues { get; init; } = StreamingEncoder.DefaultPiece;
}
