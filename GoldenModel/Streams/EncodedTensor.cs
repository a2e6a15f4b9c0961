// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.GoldenModel.Streams;

/// <summary>A tensor in the stream format.</summary>
/// <param name="Descriptor">How it is coded.</param>
/// <param name="Data">The data stream: memory rows of L words of B bits, lane 0 first; one word per element.</param>
/// <param name="Metadata">The metadata stream: 32-bit words.</param>
/// <param name="Losses">What adapting lost; unknown (none) for a tensor that was read.</param>
/// <remarks>docs/format.md section 5.</remarks>
public sealed record EncodedTensor(
    Descriptor Descriptor,
    ReadOnlyMemory<uint> Data,
    ReadOnlyMemory<uint> Metadata,
    Losses Losses = Losses.None)
{
    /// <summary>Bytes of the data stream.</summary>
    public long DataBytes => (long)Data.Length * (Descriptor.Word / 8);

    /// <summary>Bytes of the metadata stream.</summary>
    public long MetadataBytes => (long)Metadata.Length * sizeof(uint);
}
