// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.GoldenModel.Words;

/// <summary>Small functions over any bit-vector, built from the operators of <see cref="IBits{T}"/>.</summary>
public static class BitMath
{
    /// <summary>One bit: 1 if any bit of <paramref name="value"/> is set.</summary>
    /// <param name="value">Any width.</param>
    /// <returns>1 bit.</returns>
    public static T Any<T>(T value)
        where T : IBits<T> => ~T.Equal(value, T.Constant(value.Width, 0));

    /// <summary>A mask of <paramref name="count"/> ones at the low end of <paramref name="width"/> bits.</summary>
    /// <param name="width">Width of the mask, 1 to 64.</param>
    /// <param name="count">How many ones; all of them for counts of <paramref name="width"/> or more. Any
    /// width.</param>
    /// <returns>2^min(count, width) − 1, <paramref name="width"/> bits.</returns>
    public static T Ones<T>(int width, T count)
        where T : IBits<T>
    {
        var one = T.Constant(width, 1);
        return T.ShiftLeft(one, count) - one;
    }

    /// <summary>bits(v): how many bits <paramref name="value"/> has without leading zeros; bits(0) = 0.</summary>
    /// <param name="value">v, any width.</param>
    /// <param name="width">Width of the result in bits, enough for the width of <paramref name="value"/>.</param>
    /// <returns>0 to the width of <paramref name="value"/>, <paramref name="width"/> bits.</returns>
    /// <remarks>docs/format.md, notation.</remarks>
    public static T BitLength<T>(T value, int width)
        where T : IBits<T>
    {
        var length = T.Constant(width, 0);
        for (var bit = 0; bit < value.Width; bit++)
        {
            length = T.Mux(value.Slice(bit, 1), T.Constant(width, (ulong)bit + 1), length);
        }

        return length;
    }
}
