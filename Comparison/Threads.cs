// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Comparison;

/// <summary>Work on several threads.</summary>
internal static class Threads
{
    /// <summary>Runs <paramref name="work"/> for every number below <paramref name="count"/>, at once.</summary>
    public static void Run(int count, Action<int> work)
    {
        if (count == 1)
        {
            work(0);
        }
        else
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count }, work);
        }
    }
}
