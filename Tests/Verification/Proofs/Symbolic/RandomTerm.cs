// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Words;

namespace Rtlgen.Tests.Verification.Proofs.Symbolic;

/// <summary>The same random term over any bit-vectors.</summary>
internal static class RandomTerm
{
    private const int Steps = 30;

    /// <summary>A term; it depends on the random sequence and the inputs' widths alone.</summary>
    public static T Build<T>(Random random, IEnumerable<T> inputs)
        where T : IBits<T>
    {
        var terms = inputs.ToList();
        for (var step = 0; step < Steps; step++)
        {
            terms.Add(Step(random, Any(), Any(), Any()));
        }

        return terms[^1];

        T Any() => terms[random.Next(terms.Count)];
    }

    private static T Step<T>(Random random, T first, T second, T third)
        where T : IBits<T>
    {
        var same = second.Resize(first.Width);
        var low = random.Next(first.Width);
        return random.Next(14) switch
        {
            0 => first & same,
            1 => first | same,
            2 => first ^ same,
            3 => ~first,
            4 => first + same,
            5 => first - same,
            6 => T.ShiftLeft(first, second),
            7 => T.ShiftRight(first, second.Resize(Math.Min(second.Width, 7))),
            8 => T.Equal(first, same),
            9 => T.Less(first, same),
            10 => T.Mux(third.Slice(0, 1), first, same),
            11 => first.Slice(low, random.Next(1, first.Width - low + 1)),
            12 => first.Resize(random.Next(1, 65)),
            _ => first ^ T.Constant(first.Width, (ulong)random.NextInt64() & (ulong.MaxValue >> (64 - first.Width))),
        };
    }
}
