// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine;

/// <summary>Work on several tensors at once, with results in their order.</summary>
internal static class Ordered
{
    /// <summary>Maps items on all processors; a result is handed out as soon as those before it are.</summary>
    /// <exception cref="AggregateException">An item failed.</exception>
    /// <exception cref="OperationCanceledException">The user interrupted.</exception>
    public static IEnumerable<TResult> Map<T, TResult>(
        IEnumerable<T> items, Func<T, TResult> map, CancellationToken cancellation)
    {
        // No more results wait than there are processors: each may be as large as a tensor.
        var waiting = new Queue<Task<TResult>>();
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            waiting.Enqueue(Task.Run(() => map(item), cancellation));
            if (waiting.Count > Environment.ProcessorCount)
            {
                yield return Await(waiting.Dequeue(), cancellation);
            }
        }

        while (waiting.TryDequeue(out var task))
        {
            yield return Await(task, cancellation);
        }
    }

    private static TResult Await<TResult>(Task<TResult> task, CancellationToken cancellation)
    {
        task.Wait(cancellation);
        return task.Result;
    }
}
