// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec;

/// <summary>What encoding a tensor wrote.</summary>
/// <param name="LaneBits">Bits of each lane's string, before its last word is topped up.</param>
/// <param name="MetadataBits">Bits of the metadata string, before its last word is topped up.</param>
/// <param name="DataBytes">Bytes of the data stream: L·B/8 for each memory row.</param>
/// <param name="MetadataBytes">Bytes of the metadata stream: 4 for each word.</param>
/// <param name="Losses">What adapting lost.</param>
/// <remarks>docs/format.md sections 2 and 5.</remarks>
public readonly record struct EncodedSize(
    long LaneBits, long MetadataBits, int DataBytes, int MetadataBytes, Losses Losses);
