// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Training.Distributed;

/// <summary>Processes that train one network together: collectives over plain memory.</summary>
/// <remarks>
/// libtorch's c10d with Gloo, through a library that set-up compiles. Every process must call the same methods in the
/// same order with buffers of the same length. Not thread-safe.
/// </remarks>
public sealed unsafe class ProcessGroup : IDisposable
{
    private readonly GroupHandle _handle;

    private ProcessGroup(GroupHandle handle, Rendezvous rendezvous)
    {
        _handle = handle;
        (Rank, Size) = (rendezvous.Rank, rendezvous.Size);
    }

    /// <summary>This process, 0 to <see cref="Size"/> − 1.</summary>
    public int Rank { get; }

    /// <summary>How many processes, 1 or more.</summary>
    public int Size { get; }

    /// <summary>True for the one process that writes files.</summary>
    public bool IsWriter => Rank == 0;

    /// <summary>Joins the other processes; returns when all are there.</summary>
    /// <param name="rendezvous">Who this process is, and where it meets the others.</param>
    /// <param name="timeout">How long to wait for the others, here and in every collective.</param>
    /// <exception cref="ProcessGroupException">They do not all come in time, or the library is missing.</exception>
    public static ProcessGroup Join(Rendezvous rendezvous, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(rendezvous);
        try
        {
            var handle = NativeGroup.group_join(
                rendezvous.Address,
                (ushort)rendezvous.Port,
                rendezvous.Rank,
                rendezvous.Size,
                (long)timeout.TotalMilliseconds);
            return handle.IsInvalid
                ? throw Fault($"does not meet the others at {rendezvous.Address}:{rendezvous.Port}", rendezvous.Rank)
                : new ProcessGroup(handle, rendezvous);
        }
        catch (DllNotFoundException exception)
        {
            throw new ProcessGroupException(exception.Message, exception);
        }
    }

    /// <summary>Replaces each element by its sum over all processes.</summary>
    /// <exception cref="ProcessGroupException">A process is lost, or does not come in time.</exception>
    public void Sum(Span<float> values)
    {
        fixed (float* data = values)
        {
            Require(NativeGroup.group_sum_floats(_handle, data, values.Length));
        }
    }

    /// <inheritdoc cref="Sum(Span{float})"/>
    public void Sum(Span<double> values)
    {
        fixed (double* data = values)
        {
            Require(NativeGroup.group_sum_doubles(_handle, data, values.Length));
        }
    }

    /// <summary>Replaces each element by the largest over all processes.</summary>
    /// <exception cref="ProcessGroupException">A process is lost, or does not come in time.</exception>
    public void Max(Span<double> values)
    {
        fixed (double* data = values)
        {
            Require(NativeGroup.group_max_doubles(_handle, data, values.Length));
        }
    }

    /// <summary>Gives all processes the bytes of rank 0.</summary>
    /// <exception cref="ProcessGroupException">A process is lost, or does not come in time.</exception>
    public void Broadcast(Span<byte> bytes)
    {
        fixed (byte* data = bytes)
        {
            Require(NativeGroup.group_broadcast(_handle, data, bytes.Length));
        }
    }

    /// <summary>Returns when all processes have called it.</summary>
    /// <exception cref="ProcessGroupException">A process is lost, or does not come in time.</exception>
    public void Barrier() => Require(NativeGroup.group_barrier(_handle));

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static ProcessGroupException Fault(string problem, int rank)
    {
        var reason = Marshal.PtrToStringUTF8(NativeGroup.group_error()) ?? "";
        return new ProcessGroupException($"rank {rank} {problem}: {FirstLine(reason)}");
    }

    private static string FirstLine(string text) =>
        text.Split('\n', 2)[0].Trim() is { Length: > 0 } line ? line : "no reason given";

    private void Require(int result)
    {
        if (result < 0)
        {
            throw Fault("has lost the other processes", Rank);
        }
    }
}
