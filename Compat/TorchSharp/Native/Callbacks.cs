// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What the autograd engine calls; exceptions are kept for the thread, none leaves.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Callbacks
{
    [ThreadStatic]
    private static Exception? _exception;

    private delegate* unmanaged[Cdecl]<long, nint*, int, nint*, int, int> _backward;
    private delegate* unmanaged[Cdecl]<long, void> _release;

    internal static Callbacks Table => new() { _backward = &Backward, _release = &Release };

    /// <summary>The exception that the last callback of this thread kept, which is forgotten.</summary>
    internal static Exception? TakeException()
    {
        var exception = _exception;
        _exception = null;
        return exception;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Backward(long context, nint* gradients, int count, nint* results, int capacity)
    {
        try
        {
            var node = (autograd.Node)GCHandle.FromIntPtr((nint)context).Target!;
            node.Backward(new ReadOnlySpan<nint>(gradients, count), new Span<nint>(results, capacity));
            return 0;
        }
#pragma warning disable CA1031 // Whatever it is, it must not unwind through C++.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _exception = exception;
            return -1;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(long context) => GCHandle.FromIntPtr((nint)context).Free();
}
