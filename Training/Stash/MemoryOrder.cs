// SPDX-License-Identifier: Apache-2.0

using static TorchSharp.torch;

namespace Rtlgen.Training.Stash;

/// <summary>The order in which a tensor's values lie in memory: as its shape says, or pictures with the channels of a
/// place side by side.</summary>
/// <remarks>Convolutions and batch norms of pictures are faster with the channels last: oneDNN then need not rearrange
/// what goes in and comes out. The shape of a tensor, and so every file, is the same in both orders.</remarks>
internal static class MemoryOrder
{
    private const int PictureDimensions = 4;

    /// <summary>Pictures with their channels last in memory.</summary>
    /// <param name="pictures"><c>[N, C, H, W]</c>, contiguous.</param>
    /// <returns>The same shape and values; the same memory if there is one channel.</returns>
    public static Tensor ChannelsLast(Tensor pictures)
    {
        if (pictures.shape is not [var count, 1, var height, var width])
        {
            return pictures.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        }

        // The order of one channel is the same: it shows in the strides alone.
        return pictures.as_strided([count, 1, height, width], [height * width, 1, width, 1]);
    }

    /// <summary>True if the channels come last in memory, and not as the shape says.</summary>
    /// <param name="tensor">Any tensor.</param>
    public static bool HasChannelsLast(Tensor tensor)
    {
        if (tensor.dim() != PictureDimensions || tensor.is_contiguous())
        {
            return false;
        }

        using var places = tensor.permute(0, 2, 3, 1);
        return places.is_contiguous();
    }

    /// <summary>A tensor's own memory, each value once.</summary>
    /// <param name="tensor">Contiguous, or pictures with the channels last.</param>
    /// <returns>Little-endian values, in the order of memory.</returns>
    public static Span<byte> Bytes(Tensor tensor)
    {
        if (tensor.is_contiguous())
        {
            return tensor.bytes;
        }

        using var places = tensor.permute(0, 2, 3, 1);
        return places.bytes;
    }

    /// <summary>A tensor whose memory has the order of another's.</summary>
    /// <param name="tensor">Any strides.</param>
    /// <param name="channelsLast">True for the channels last.</param>
    /// <returns>A new tensor, perhaps of the same memory; the caller disposes of it.</returns>
    public static Tensor Arrange(Tensor tensor, bool channelsLast)
    {
        if (!channelsLast)
        {
            return tensor.contiguous();
        }

        using var places = tensor.permute(0, 2, 3, 1);
        return places.contiguous();
    }
}
