// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Accelerator;

/// <summary>How tensors lie in memory.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Container">The format that is computed with, and that tensors have on the chip.</param>
/// <param name="GradientBits">Bits of a value of a gradient, which is never coded.</param>
/// <param name="BitsPerValue">Bits of a value in memory by tensor, streams and metadata; null for the container's own
/// format, without a codec.</param>
public sealed record Storage(
    string Name, Container Container, double GradientBits, IReadOnlyDictionary<string, double>? BitsPerValue = null)
{
    /// <summary>Bits of a value of the optimiser: FP32.</summary>
    public const double MasterBits = 32;

    /// <summary>FP32 as it is.</summary>
    public static Storage Fp32 { get; } = new("fp32", Container.Fp32, Container.Fp32.Bits);

    /// <summary>bfloat16 as it is, gradients too; the optimiser has FP32.</summary>
    public static Storage Bf16 { get; } = new("bf16", Container.Bf16, Container.Bf16.Bits);

    /// <summary>True if tensors pass the codec.</summary>
    public bool IsCoded => BitsPerValue is not null;

    /// <summary>True if the weights that layers read are another copy than those that the optimiser works on.</summary>
    public bool HasCopies => IsCoded || Container.Bits < MasterBits;

    /// <summary>Bits of a tensor in memory.</summary>
    /// <exception cref="ArgumentException">There is no figure for it.</exception>
    public double BitsOf(WorkTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (BitsPerValue is null)
        {
            return (double)tensor.Values * Container.Bits;
        }

        return BitsPerValue.TryGetValue(tensor.Name, out var bits)
            ? tensor.Values * bits
            : throw new ArgumentException($"{Name} has no bits for tensor '{tensor.Name}'", nameof(tensor));
    }
}
