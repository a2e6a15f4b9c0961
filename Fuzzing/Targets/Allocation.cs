// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Fuzzing.Targets;

/// <summary>Holds a call to a bound of what it may allocate on the managed heap.</summary>
/// <param name="most">Bytes.</param>
internal readonly struct Allocation(long most)
{
    private readonly long _before = GC.GetAllocatedBytesForCurrentThread();

    /// <summary>Requires that no more was allocated since.</summary>
    /// <param name="more">Bytes that may be allocated beside.</param>
    /// <exception cref="FuzzFailure">More was.</exception>
    public void Check(long more = 0)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread() - _before;
        if (bytes > most + more)
        {
            throw new FuzzFailure($"{bytes} bytes were allocated, at most {most + more} may be");
        }
    }
}
