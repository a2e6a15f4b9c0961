// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec;

/// <summary>What became of one tensor of a file.</summary>
/// <param name="Tensor">The tensor, in the container it was converted to.</param>
/// <param name="Descriptor">How it is coded.</param>
/// <param name="Losses">What adapting lost.</param>
/// <param name="Changed">Values that the conversion to another container changed.</param>
/// <param name="DataBytes">Bytes of the data stream.</param>
/// <param name="MetadataBytes">Bytes of the metadata stream.</param>
public sealed record EncodedFileTensor(
    TensorInfo Tensor, Descriptor Descriptor, Losses Losses, long Changed, long DataBytes, long MetadataBytes)
{
    /// <summary>True if every value comes back bit for bit.</summary>
    public bool IsLossless =>
        (Descriptor with { Sign = true }).IsLossless && Changed == 0 && !Losses.HasFlag(Losses.SignLost);
}
