// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Training.Run;
using static TorchSharp.torch;

namespace Rtlgen.Tests.Training.Distributed;

/// <summary>Members of a group that are threads of this process, for what does not depend on MPI.</summary>
internal static class Members
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Lets threads work as members of a group.</summary>
    /// <returns>What each of them came to, by rank.</returns>
    public static T[] Together<T>(int size, Func<IProcessGroup, T> work)
    {
        using var meeting = new Meeting(size);
        var results = new T[size];
        var members = Enumerable.Range(0, size).Select(rank => Task.Factory.StartNew(
            () => { results[rank] = work(new Member(rank, meeting)); },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        Task.WaitAll(members);
        return results;
    }

    // Where members put their numbers and read those of all.
    private sealed class Meeting(int size) : IDisposable
    {
        private readonly Barrier _barrier = new(size);
        private readonly double[][] _parts = new double[size][];

        public int Size => size;

        public double[][] Exchange(int rank, ReadOnlySpan<double> numbers)
        {
            _parts[rank] = numbers.ToArray();
            Wait();
            double[][] all = [.. _parts];
            Wait();
            return all;
        }

        public void Dispose() => _barrier.Dispose();

        private void Wait()
        {
            if (!_barrier.SignalAndWait(Patience))
            {
                throw new TimeoutException("a member does not come");
            }
        }
    }

    private sealed class Member(int rank, Meeting meeting) : IProcessGroup
    {
        public int Rank => rank;

        public int Size => meeting.Size;

        public bool IsWriter => rank == 0;

        public void Average(IReadOnlyList<Tensor> tensors)
        {
            foreach (var tensor in tensors)
            {
                var values = MemoryMarshal.Cast<byte, float>(tensor.bytes);
                double[] numbers = [.. values.ToArray()];
                Average(numbers);
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = (float)numbers[i];
                }
            }
        }

        public void Average(Span<double> numbers) => Reduce(numbers, column => column.Average());

        public void Sum(Span<double> numbers) => Reduce(numbers, column => column.Sum());

        public void Max(Span<double> numbers) => Reduce(numbers, column => column.Max());

        public void Barrier() => _ = meeting.Exchange(rank, []);

        private void Reduce(Span<double> numbers, Func<IEnumerable<double>, double> rule)
        {
            var all = meeting.Exchange(rank, numbers);
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] = rule(all.Select(part => part[i]));
            }
        }
    }
}
