// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Comparison;

/// <summary>Values as networks have them: normally distributed around zero.</summary>
internal static class Weights
{
    /// <summary>What the sequence starts from.</summary>
    public const int Seed = 1;

    private const double Deviation = 0.05;
    private const int Period = 1 << 22;

    /// <summary>Fills a buffer with one sequence, over and over.</summary>
    /// <param name="container">The values' container.</param>
    /// <param name="destination">The buffer.</param>
    /// <param name="rectified">True for activations behind ReLU: what is negative becomes zero.</param>
    public static void Fill(Container container, Span<byte> destination, bool rectified = false)
    {
        var random = new Random(Seed);
        var bytes = Math.Min(destination.Length, Period * container.Bytes);
        for (var i = 0; i < bytes; i += container.Bytes)
        {
            var value = (float)(Deviation * Normal(random));
            var code = ContainerConversion.Convert(
                BitConverter.SingleToUInt32Bits(rectified ? Math.Max(value, 0) : value), Container.Fp32, container);
            var bytesOfCode = MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref code, 1));
            bytesOfCode[..container.Bytes].CopyTo(destination[i..]);
        }

        for (var i = bytes; i < destination.Length; i += bytes)
        {
            destination[..Math.Min(bytes, destination.Length - i)].CopyTo(destination[i..]);
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
