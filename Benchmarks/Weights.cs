// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Benchmarks;

/// <summary>Values as weights have them: normally distributed around zero.</summary>
internal static class Weights
{
    private const double Deviation = 0.05;
    private const int Period = 1 << 22;

    /// <summary>Fills a buffer with one sequence, over and over.</summary>
    public static void Fill(Container container, Span<byte> destination)
    {
        var random = new Random(1);
        var bytes = Math.Min(destination.Length, Period * container.Bytes);
        for (var i = 0; i < bytes; i += container.Bytes)
        {
            var code = Code(container, (float)(Deviation * Normal(random)));
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

    private static uint Code(Container container, float value) =>
        ContainerConversion.Convert(BitConverter.SingleToUInt32Bits(value), Container.Fp32, container);
}
