// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.Fuzzing.Inputs;

/// <summary>A tensor in the stream format, as a decoder gets it: whole or damaged.</summary>
internal sealed class StreamInput
{
    /// <summary>How it is said to be coded; may be out of range.</summary>
    public required Descriptor Descriptor { get; set; }

    /// <summary>The data stream; of any length.</summary>
    public required byte[] Data { get; set; }

    /// <summary>The metadata stream; of any length.</summary>
    public required byte[] Metadata { get; set; }

    /// <summary>The values it was made of, where it is lossless and whole.</summary>
    public byte[]? Values { get; set; }

    /// <summary>True if the streams are whole words, as the golden model needs them.</summary>
    public bool IsWords => Descriptor.FindFault() is null
        && Data.Length % (Descriptor.Word / 8) == 0 && Metadata.Length % sizeof(uint) == 0;

    /// <summary>The streams as the golden model takes them.</summary>
    public EncodedTensor ToTensor() =>
        new(Descriptor, WordBytes.Read(Data, Descriptor.Word == 16 ? 16 : 32), WordBytes.Read(Metadata, 32));

    /// <summary>The input for people.</summary>
    public override string ToString() =>
        $"{Descriptor}\ndata: {Convert.ToHexStringLower(Data)}\nmetadata: {Convert.ToHexStringLower(Metadata)}\n";
}
