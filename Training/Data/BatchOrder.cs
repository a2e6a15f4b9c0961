// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Training.Data;

/// <summary>The order in which an epoch goes through the examples.</summary>
public static class BatchOrder
{
    private const long Purpose = 1;

    /// <summary>A permutation that depends on seed and epoch alone.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, counted from 0.</param>
    /// <param name="count">Number of examples.</param>
    /// <returns>All numbers from 0 to <paramref name="count"/> − 1.</returns>
    /// <remarks>Fisher and Yates.</remarks>
    public static int[] Of(long seed, int epoch, int count)
    {
        var random = new SplitMix(Purpose, seed, epoch);
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var j = random.Below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }

        return order;
    }
}
