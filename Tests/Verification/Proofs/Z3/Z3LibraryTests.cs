// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Microsoft.Z3;
using Rtlgen.Verification.Proofs.Z3;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Z3;

/// <summary><see cref="Z3Library"/>: the system's libz3 under Microsoft.Z3, with the bridge if it is old.</summary>
public sealed class Z3LibraryTests
{
    private const int Threads = 4;

    // One context keeps at most so many terms alive between two collections.
    private const int TermsOfRound = 50_000;

    [Fact]
    public void The_library_says_its_version() => Assert.Matches(@"^\d+\.\d+\.\d+$", Z3Library.Load());

    // Microsoft.Z3 releases terms on the finalizers' thread; an old libz3 crashes if it is told of it right away.
    [Fact]
    public void Threads_make_millions_of_terms_while_finalizers_release_them_and_memory_stays_bounded()
    {
        var rounds = HardwareConfigs.Full ? 50 : 5;
        var afterFirst = 0L;
        using var barrier = new Barrier(Threads, _ =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            afterFirst = afterFirst == 0 ? Environment.WorkingSet : afterFirst;
        });
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            using var context = new Context();
            for (var round = 0; round < rounds; round++)
            {
                for (var i = 0; i < TermsOfRound; i++)
                {
                    var term = context.MkBVAdd(context.MkBVConst($"x{i % 8}", 32), context.MkBV(i, 32));
                    if (i % 1000 == 0)
                    {
                        using var solver = context.MkSolver();
                        solver.Assert(context.MkEq(term, context.MkBV(thread, 32)));
                        Assert.Equal(Status.SATISFIABLE, solver.Check());
                        GC.Collect(0);
                    }
                }

                barrier.SignalAndWait();
            }
        });
        var growth = Environment.WorkingSet - afterFirst;
        Assert.True(growth < 500L << 20, $"{growth >> 20} MiB more after {rounds} rounds than after the first");
    }

    [Fact]
    public void Contexts_end_with_releases_still_waiting()
    {
        for (var i = 0; i < 200; i++)
        {
            MakeAndForget();
            GC.Collect();
        }

        GC.WaitForPendingFinalizers();

        static void MakeAndForget()
        {
            var context = new Context();
            for (var i = 0; i < 100; i++)
            {
                _ = context.MkBVConst($"x{i}", 8);
            }

            if (Random.Shared.Next(2) == 0)
            {
                context.Dispose();
            }
        }
    }

    [Fact]
    public void What_is_loaded_is_the_systems_library_with_a_bridge_only_if_that_is_old()
    {
        _ = Z3Library.Load();
        var isOld = !NativeLibrary.TryGetExport(
            NativeLibrary.Load(Z3Library.SystemFile), "Z3_enable_concurrent_dec_ref", out _);
        Assert.Equal(isOld, Z3Library.LoadedFrom!.Contains("bridge", StringComparison.Ordinal));
    }
}
