// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Codec.Tensors;

/// <summary>A tensor cut into whole groups that threads take by turns.</summary>
/// <remarks>
/// A chunk has a multiple of 32 groups, so that its metadata starts with a word.
/// </remarks>
internal readonly struct Chunks
{
    /// <summary>Values of a chunk, unless they are no such groups: enough that its two ends are of no account, few enough
    /// that tensors of some megabytes keep all threads busy.</summary>
    public const int TargetValues = 1 << 17;

    private const int GroupMultiple = 32;

    /// <summary>The chunks of a plan's tensor.</summary>
    public Chunks(CodecPlan plan)
    {
        var group = plan.Descriptor.GroupValues;
        Groups = Math.Max(1, TargetValues / group / GroupMultiple) * GroupMultiple;
        Values = Groups * group;
        Total = plan.Descriptor.Count;
        Count = (int)((Total + Values - 1) / Values);
        MetadataBits = Groups * (long)plan.GroupMetadataBits;
    }

    /// <summary>Groups of a chunk; the last one may have fewer.</summary>
    public int Groups { get; }

    /// <summary>Values of a chunk.</summary>
    public int Values { get; }

    /// <summary>How many chunks.</summary>
    public int Count { get; }

    /// <summary>Metadata bits of a chunk, a multiple of 32.</summary>
    public long MetadataBits { get; }

    private long Total { get; }

    /// <summary>Values of one chunk.</summary>
    public int ValuesOf(int chunk) => (int)Math.Min(Values, Total - ((long)chunk * Values));

    /// <summary>Lets threads take chunks until none is left.</summary>
    /// <param name="threads">How many, the calling one included.</param>
    /// <param name="work">What is done with a chunk.</param>
    public void Share(int threads, Action<int> work)
    {
        var (taken, count) = (-1, Count);
        var workers = Math.Min(threads, count);
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ =>
        {
            for (var chunk = Next(); chunk < count; chunk = Next())
            {
                work(chunk);
            }
        });

        int Next() => Interlocked.Increment(ref taken);
    }
}
