// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.Codec;

/// <summary>How a file is encoded.</summary>
public sealed record EncodeOptions
{
    /// <summary>Settings of a tensor; what they leave open is settled by its values.</summary>
    public Func<TensorInfo, BitlengthSettings> Settings { get; init; } = _ => new BitlengthSettings();

    /// <summary>Takes the coder with the shortest streams for each tensor, whatever the settings say.</summary>
    public bool Best { get; init; }

    /// <summary>Reads each tensor back and compares it with its values before the file appears.</summary>
    public bool Verify { get; init; }

    /// <summary>Lets a descriptor without sign drop the sign of negative values.</summary>
    public bool AllowSignLoss { get; init; }

    /// <summary>How many threads work, 1 or more.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Is told how far the work has come.</summary>
    public IProgress<FileProgress>? Progress { get; init; }

    /// <summary>Values that are in memory at once; tests make it small.</summary>
    internal int PieceValues { get; init; } = StreamingEncoder.DefaultPiece;

    /// <summary>A fault for tests to plant: between the encoder and the data stream.</summary>
    internal Func<Stream, Stream> Fault { get; init; } = stream => stream;
}
