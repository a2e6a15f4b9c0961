// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text;

namespace Rtlgen.Training.Distributed;

/// <summary>Processes that train one network together: collectives of MPI over plain memory.</summary>
/// <remarks>
/// Every process must call the same methods in the same order with buffers of the same length, all from one thread.
/// A process that ends without <see cref="Finish"/> ends the others, with its exit code.
/// </remarks>
public sealed unsafe class ProcessGroup
{
    // MPI_THREAD_SERIALIZED: one thread at a time; .NET may move the work to another.
    private const int OneThreadAtATime = 2;
    private const int LongestText = 8192;

    // A process that waits longer than a step's unevenness leaves its processor to others.
    private static readonly TimeSpan Eagerness = TimeSpan.FromMilliseconds(20);

    private readonly MpiLibrary _mpi;
    private readonly TimeSpan _timeout;

    private ProcessGroup(MpiLibrary mpi, Launcher launcher, TimeSpan timeout)
    {
        (_mpi, _timeout) = (mpi, timeout);
        (Rank, Size) = (launcher.Rank, launcher.Size);
    }

    /// <summary>This process, 0 to <see cref="Size"/> − 1.</summary>
    public int Rank { get; }

    /// <summary>How many processes, 2 or more.</summary>
    public int Size { get; }

    /// <summary>True for the one process that writes files.</summary>
    public bool IsWriter => Rank == 0;

    /// <summary>Joins the other processes; returns when all are there. Once in a process.</summary>
    /// <param name="launcher">What the launcher says.</param>
    /// <param name="timeout">How long to wait for the others in every collective.</param>
    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    /// <exception cref="ProcessGroupException">It does not agree with the launcher.</exception>
    public static ProcessGroup Join(Launcher launcher, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(launcher);
        var group = new ProcessGroup(MpiLibrary.Load(launcher.Family), launcher, timeout);
        var (mpi, world) = (group._mpi, group._mpi.Handles.World);
        int provided, rank, size;
        group.Require(mpi.InitThread(0, 0, OneThreadAtATime, &provided));
        AppDomain.CurrentDomain.ProcessExit += group.Abort;
        group.Require(mpi.SetErrors(world, mpi.Handles.ErrorsReturn));
        group.Require(mpi.Rank(world, &rank));
        group.Require(mpi.Size(world, &size));
        return (rank, size) == (group.Rank, group.Size)
            ? group
            : throw new ProcessGroupException(
                $"the launcher says rank {group.Rank} of {group.Size}, the MPI library rank {rank} of {size}; both must "
                + "be of one installation");
    }

    /// <summary>Replaces each element by its sum over all processes.</summary>
    /// <exception cref="ProcessGroupException">A process is lost, or does not come in time.</exception>
    public void Sum(Span<float> values)
    {
        fixed (float* data = values)
        {
            Reduce(data, values.Length, _mpi.Handles.Float, _mpi.Handles.Sum);
        }
    }

    /// <inheritdoc cref="Sum(Span{float})"/>
    public void Sum(Span<double> values)
    {
        fixed (double* data = values)
        {
            Reduce(data, values.Length, _mpi.Handles.Double, _mpi.Handles.Sum);
        }
    }

    /// <summary>Replaces each element by the largest over all processes.</summary>
    /// <exception cref="ProcessGroupException">A process is lost, or does not come in time.</exception>
    public void Max(Span<double> values)
    {
        fixed (double* data = values)
        {
            Reduce(data, values.Length, _mpi.Handles.Double, _mpi.Handles.Max);
        }
    }

    /// <summary>Gives all processes the bytes of rank 0.</summary>
    /// <exception cref="ProcessGroupException">A process is lost, or does not come in time.</exception>
    public void Broadcast(Span<byte> bytes)
    {
        nint request;
        fixed (byte* data = bytes)
        {
            Require(_mpi.Broadcast(data, bytes.Length, _mpi.Handles.Byte, 0, _mpi.Handles.World, &request));
            Wait(request);
        }
    }

    /// <summary>Returns when all processes have called it.</summary>
    /// <exception cref="ProcessGroupException">A process is lost, or does not come in time.</exception>
    public void Barrier()
    {
        nint request;
        Require(_mpi.Barrier(_mpi.Handles.World, &request));
        Wait(request);
    }

    /// <summary>Leaves the group, once all processes are done; nothing may follow.</summary>
    /// <exception cref="ProcessGroupException">A process is lost, or does not come in time.</exception>
    public void Finish()
    {
        Barrier();
        AppDomain.CurrentDomain.ProcessExit -= Abort;
        Require(_mpi.End());
    }

    // Only when the process ends, for the call does not return and the error is to be told before. mpirun would end the
    // others by itself; srun lets them wait.
    private void Abort(object? sender, EventArgs arguments) =>
        _ = _mpi.Abort(_mpi.Handles.World, Math.Max(1, Environment.ExitCode));

    private void Reduce(void* data, int count, nint type, nint operation)
    {
        nint request;
        var handles = _mpi.Handles;
        Require(_mpi.AllReduce(handles.InPlace, data, count, type, operation, handles.World, &request));
        Wait(request);
    }

    // MPI's own wait has no limit, and takes a processor for as long as it lasts.
    private void Wait(nint request)
    {
        var clock = Stopwatch.StartNew();
        var spinner = new SpinWait();
        var done = 0;
        while (true)
        {
            Require(_mpi.Test(&request, &done, _mpi.Handles.IgnoredStatus));
            if (done != 0)
            {
                return;
            }

            if (clock.Elapsed >= _timeout)
            {
                throw Lost($"no answer in {_timeout.TotalSeconds:0} seconds");
            }

            if (clock.Elapsed < Eagerness)
            {
                spinner.SpinOnce(sleep1Threshold: -1);
            }
            else
            {
                Thread.Sleep(1);
            }
        }
    }

    private void Require(int result)
    {
        if (result != 0)
        {
            var text = stackalloc byte[LongestText];
            var length = 0;
            _ = _mpi.ErrorText(result, text, &length);
            throw Lost(Encoding.UTF8.GetString(text, length).Split('\n', 2)[0]);
        }
    }

    private ProcessGroupException Lost(string reason) =>
        new($"rank {Rank} has lost the other processes: {reason}");
}
