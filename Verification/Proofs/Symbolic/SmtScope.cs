// SPDX-License-Identifier: Apache-2.0

using Microsoft.Z3;

namespace Rtlgen.Verification.Proofs.Symbolic;

/// <summary>A solver's context, current on the thread that made it until it is disposed of.</summary>
/// <remarks>
/// The rules make constants without naming a context, so each thread has one of its own. Terms of unlike contexts must
/// not meet, and a scope must be left on the thread that entered it; scopes nest.
/// </remarks>
public sealed class SmtScope : IDisposable
{
    [ThreadStatic]
    private static SmtScope? _current;

    private readonly SmtScope? _outer = _current;

    /// <summary>Makes a context and enters it.</summary>
    /// <exception cref="DllNotFoundException">Z3's library is not installed.</exception>
    public SmtScope()
    {
        Context = new Context();
        _current = this;
    }

    /// <summary>The context of this scope.</summary>
    public Context Context { get; }

    /// <summary>The context of the thread's innermost scope.</summary>
    /// <exception cref="InvalidOperationException">The thread is in none.</exception>
    public static Context Current =>
        _current?.Context ?? throw new InvalidOperationException("symbolic terms need an SmtScope on their thread");

    /// <summary>Leaves the scope, and frees its context.</summary>
    public void Dispose()
    {
        if (_current == this)
        {
            _current = _outer;
            Context.Dispose();
        }
    }
}
