// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>Something that lives in a context and is counted there.</summary>
/// <remarks>
/// A reference is never given back on the finalizer's thread: a dead object only leaves its handle with the context,
/// whose own thread gives it back at its next call.
/// </remarks>
public abstract class Z3Object : IDisposable
{
    private readonly Action<nint, nint> _release;
    private nint _handle;

    private protected Z3Object(Context context, nint handle, Action<nint, nint> retain, Action<nint, nint> release)
    {
        context.Check();
        Owner = context;
        _handle = handle;
        _release = release;
        retain(context.Handle, handle);
        context.Sweep();
    }

    /// <summary>Leaves the reference with the context.</summary>
    ~Z3Object() => Drop();

    /// <summary>The context that the object lives in.</summary>
    public Context Context => Owner;

    internal Context Owner { get; }

    internal nint Handle => _handle;

    /// <summary>Gives the reference back.</summary>
    public void Dispose()
    {
        Drop();
        GC.SuppressFinalize(this);
    }

    private void Drop()
    {
        if (_handle != 0)
        {
            Owner?.Abandon(_handle, _release);
            _handle = 0;
        }
    }
}
