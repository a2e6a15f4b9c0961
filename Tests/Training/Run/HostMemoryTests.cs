// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.InteropServices;
using Rtlgen.Training.Run;
using Xunit;

namespace Rtlgen.Tests.Training.Run;

/// <summary><see cref="HostMemory"/>: what the C library does with freed blocks.</summary>
public sealed class HostMemoryTests
{
    private const int PageBytes = 4096;

    [Fact]
    public void A_block_of_a_tensor_s_size_costs_pages_once()
    {
        Assert.True(HostMemory.KeepFreed());
        const int Tensor = 8 << 20;
        Assert.InRange(FewestFaults(Tensor), 0, Tensor / PageBytes / 16);

        // Beyond what the C library would ever keep: the faults are seen where there are some.
        const int Huge = 64 << 20;
        Assert.InRange(FewestFaults(Huge), Huge / PageBytes / 2, long.MaxValue);
    }

    private static unsafe long FewestFaults(int bytes) => Enumerable.Range(0, 5).Min(_ =>
    {
        var before = Faults();
        var block = (byte*)NativeMemory.Alloc((nuint)bytes);
        for (var place = 0; place < bytes; place += PageBytes)
        {
            block[place] = 1;
        }

        NativeMemory.Free(block);
        return Faults() - before;
    });

    // proc(5): the tenth field, counted behind the name, which may have blanks.
    private static long Faults()
    {
        var status = File.ReadAllText("/proc/thread-self/stat");
        return long.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[7], CultureInfo.InvariantCulture);
    }
}
