// SPDX-License-Identifier: Apache-2.0

using System.Runtime.ExceptionServices;

namespace Rtlgen.Verification.Tools;

/// <summary>Work on many things at once, as many as there are processors.</summary>
public static class OrderedParallel
{
    /// <summary>The results of <paramref name="work"/>, in the order of the items; its first exception as it was
    /// thrown.</summary>
    public static IReadOnlyList<TResult> Select<TItem, TResult>(IEnumerable<TItem> items, Func<TItem, TResult> work)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return [.. items.AsParallel().AsOrdered().Select(work)];
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions[0]);
            throw;
        }
    }
}
