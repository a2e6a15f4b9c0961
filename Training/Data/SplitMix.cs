// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Training.Data;

/// <summary>Random numbers that follow from a key alone, so that a resumed run draws what the first one would
/// have.</summary>
/// <remarks>SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
public struct SplitMix
{
    private const ulong Golden = 0x9e3779b97f4a7c15;

    private ulong _state;

    /// <summary>The numbers of a key.</summary>
    /// <param name="key">What they are for, such as seed, purpose and step; every part counts.</param>
    public SplitMix(params ReadOnlySpan<long> key)
    {
        _state = Golden;
        foreach (var part in key)
        {
            _state = Mix(_state + Golden) ^ Mix((ulong)part + Golden);
        }
    }

    /// <summary>64 random bits.</summary>
    /// <returns>Any number.</returns>
    public ulong Next() => Mix(_state += Golden);

    /// <summary>A random integer.</summary>
    /// <param name="below">One more than the largest, 1 or more.</param>
    /// <returns>0 to <paramref name="below"/> − 1.</returns>
    public int Below(int below) => (int)Math.BigMul(Next(), (ulong)below, out _);

    /// <summary>A random real number.</summary>
    /// <returns>0 to 1, without 1.</returns>
    public double Real() => (Next() >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
