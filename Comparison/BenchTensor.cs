// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Comparison;

/// <summary>Values to measure with, repeated as often as a size asks for.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Container">Their container.</param>
/// <param name="Once">Little-endian values, one or more.</param>
internal sealed record BenchTensor(string Name, Container Container, byte[] Once)
{
    private const int GeneratedValues = 1 << 20;

    /// <summary>Weights and activations of a random generator, in fp32 and bf16.</summary>
    public static IEnumerable<BenchTensor> Generated() =>
        from rectified in (bool[])[false, true]
        from container in (Container[])[Container.Fp32, Container.Bf16]
        select Generate(container, rectified);

    /// <summary>Fills a buffer with the values, over and over.</summary>
    public void Fill(Span<byte> destination)
    {
        for (; !destination.IsEmpty; destination = destination[Math.Min(Once.Length, destination.Length)..])
        {
            Once.AsSpan(0, Math.Min(Once.Length, destination.Length)).CopyTo(destination);
        }
    }

    private static BenchTensor Generate(Container container, bool rectified)
    {
        var values = new byte[GeneratedValues * container.Bytes];
        Weights.Fill(container, values, rectified);
        return new BenchTensor(rectified ? "gaussian, ReLU" : "gaussian", container, values);
    }
}
