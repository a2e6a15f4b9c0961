// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.GoldenModel.Measure;

/// <summary>What one coder makes of a tensor, exact to the bit.</summary>
/// <param name="Coder">The coder.</param>
/// <param name="FieldBits">Bits of all exponent fields, pads not counted.</param>
/// <param name="MetadataBits">Bits of group headers and row codes.</param>
/// <param name="DataBytes">Bytes of the data stream, pads and the filling of the last words included.</param>
/// <param name="MetadataBytes">Bytes of the metadata stream.</param>
public readonly record struct CoderStatistics(
    Coder Coder, long FieldBits, long MetadataBits, long DataBytes, long MetadataBytes)
{
    /// <summary>Bits that the exponents cost: fields and metadata.</summary>
    public long ExponentBits => FieldBits + MetadataBits;

    /// <summary>Bytes of both streams.</summary>
    public long StreamBytes => DataBytes + MetadataBytes;

    /// <summary>Sums of two tensors' figures for the same coder.</summary>
    public CoderStatistics Plus(CoderStatistics other) => this with
    {
        FieldBits = FieldBits + other.FieldBits,
        MetadataBits = MetadataBits + other.MetadataBits,
        DataBytes = DataBytes + other.DataBytes,
        MetadataBytes = MetadataBytes + other.MetadataBytes,
    };
}
