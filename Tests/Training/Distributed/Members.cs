// SPDX-License-Identifier: Apache-2.0

using System.Net;
using System.Net.Sockets;
using Rtlgen.Training.Distributed;

namespace Rtlgen.Tests.Training.Distributed;

/// <summary>Members of a group on this machine.</summary>
internal static class Members
{
    public const string Host = "127.0.0.1";

    // Below the ports that the system gives to connections: none of those can take one that is free now.
    private const int FirstPort = 20_000;
    private const int Ports = 12_000;

    private static int _ports = System.Random.Shared.Next(Ports);

    /// <summary>How long members wait for each other, unless a test is about that.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>A port that nobody listens at, and that this method does not give out again soon.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + (int)((uint)Interlocked.Increment(ref _ports) % Ports);
            try
            {
                using var listener = new TcpListener(IPAddress.IPv6Any, port);
                listener.Server.DualMode = true;
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }

    /// <summary>Lets threads, which the library cannot tell from processes, work as members of a group.</summary>
    /// <returns>What each of them came to, by rank.</returns>
    public static T[] Together<T>(int size, Func<ProcessGroup, T> work, TimeSpan? timeout = null)
    {
        var port = FreePort();
        var results = new T[size];
        var members = Enumerable.Range(0, size).Select(rank => Task.Factory.StartNew(
            () =>
            {
                using var group = ProcessGroup.Join(new Rendezvous(rank, size, Host, port), timeout ?? Patience);
                results[rank] = work(group);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        Task.WaitAll(members);
        return results;
    }
}
