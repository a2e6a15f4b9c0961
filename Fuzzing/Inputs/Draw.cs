// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Fuzzing.Inputs;

/// <summary>The random choices of one input: the same for the same seed, target and number, on every machine.</summary>
/// <param name="seed">The run's seed.</param>
/// <param name="target">The target's place among all targets.</param>
/// <param name="number">The input's number.</param>
/// <remarks>SplitMix64 (Steele, Lea and Flood 2014).</remarks>
internal sealed class Draw(ulong seed, int target, long number)
{
    private const ulong Gamma = 0x9e37_79b9_7f4a_7c15;

    private ulong _state = Mix(Mix(seed + (Gamma * (ulong)(target + 1))) + (Gamma * (ulong)number));

    /// <summary>64 random bits.</summary>
    public ulong Bits() => Mix(_state += Gamma);

    /// <summary>A number from 0 to <paramref name="end"/> − 1.</summary>
    public int Below(int end) => (int)Math.BigMul(Bits(), (ulong)end, out _);

    /// <summary>A number of a range, both ends included.</summary>
    public int From(int lowest, int highest) => lowest + Below(highest - lowest + 1);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>One of some choices.</summary>
    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>Random bytes.</summary>
    public void Fill(Span<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            BitConverter.TryWriteBytes(bytes, Bits());
        }

        for (var bits = Bits(); bytes.Length > 0; bytes = bytes[1..], bits >>= 8)
        {
            bytes[0] = (byte)bits;
        }
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xbf58_476d_1ce4_e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d0_49bb_1331_11eb;
        return bits ^ (bits >> 31);
    }
}
