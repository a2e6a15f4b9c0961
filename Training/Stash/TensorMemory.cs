// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.InteropServices;

namespace Rtlgen.Training.Stash;

/// <summary>Passes over the memory of a float32 tensor.</summary>
internal static class TensorMemory
{
    private const int MantissaBits = 23;
    private const int Infinity = 0xff << MantissaBits;

    /// <summary>The largest biased exponent among finite values.</summary>
    /// <param name="bytes">Little-endian float32 values.</param>
    /// <returns>0 to 254.</returns>
    public static int Peak(ReadOnlySpan<byte> bytes)
    {
        var values = MemoryMarshal.Cast<byte, int>(bytes);
        var (sign, limit) = (new Vector<int>(int.MaxValue), new Vector<int>(Infinity));
        var (largest, other) = (Vector<int>.Zero, Vector<int>.Zero);
        var i = 0;
        for (; i <= values.Length - (2 * Vector<int>.Count); i += 2 * Vector<int>.Count)
        {
            var first = new Vector<int>(values[i..]) & sign;
            var second = new Vector<int>(values[(i + Vector<int>.Count)..]) & sign;
            largest = Vector.Max(largest, first & Vector.LessThan(first, limit));
            other = Vector.Max(other, second & Vector.LessThan(second, limit));
        }

        largest = Vector.Max(largest, other);
        var peak = 0;
        for (var lane = 0; lane < Vector<int>.Count; lane++)
        {
            peak = Math.Max(peak, largest[lane]);
        }

        for (; i < values.Length; i++)
        {
            var magnitude = values[i] & int.MaxValue;
            peak = magnitude < Infinity ? Math.Max(peak, magnitude) : peak;
        }

        return peak >> MantissaBits;
    }

    /// <summary>True if no value is infinite or not a number.</summary>
    /// <param name="bytes">Little-endian float32 values.</param>
    public static bool IsFinite(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in MemoryMarshal.Cast<byte, float>(bytes))
        {
            if (!float.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Turns values into their differences from others.</summary>
    /// <param name="values">Values; receives <paramref name="values"/> − <paramref name="others"/>.</param>
    /// <param name="others">As many others.</param>
    public static void Subtract(Span<float> values, ReadOnlySpan<float> others)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(values[i..]) - new Vector<float>(others[i..])).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            values[i] -= others[i];
        }
    }

    /// <summary>The scalar product of two vectors.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other, as long.</param>
    /// <returns>Σ left·right, added in single precision by stretches and in double precision over them.</returns>
    public static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        const int stretch = 1024;
        var total = 0.0;
        for (var start = 0; start < left.Length; start += stretch)
        {
            var length = Math.Min(stretch, left.Length - start);
            var a = left.Slice(start, length);
            var b = right.Slice(start, length);
            var sums = Vector<float>.Zero;
            var i = 0;
            for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
            {
                sums += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
            }

            total += Vector.Sum(sums);
            for (; i < length; i++)
            {
                total += a[i] * b[i];
            }
        }

        return total;
    }
}
