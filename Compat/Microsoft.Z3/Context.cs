// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.Z3;

/// <summary>Where terms and solvers live. One thread at a time may use it.</summary>
public partial class Context : IDisposable
{
    private readonly ConcurrentQueue<(nint Handle, Action<nint, nint> Release)> _abandoned = new();
    private nint _handle;

    /// <summary>An empty context.</summary>
    public Context()
        : this([])
    {
    }

    /// <summary>An empty context with settings.</summary>
    public Context(Dictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var config = Native.Z3_mk_config();
        foreach (var (name, value) in settings)
        {
            Native.Z3_set_param_value(config, name, value);
        }

        _handle = Native.Z3_mk_context_rc(config);
        Native.Z3_del_config(config);
        unsafe
        {
            // Z3 must not end the process, and no exception may cross its frames: Check asks after each call.
            Native.Z3_set_error_handler(_handle, &Ignore);
        }

        Check();
    }

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>Makes the check that runs in this context give up. Any thread may call it.</summary>
    public void Interrupt() => Native.Z3_interrupt(Handle);

    /// <summary>Frees the context and all that lives in it.</summary>
    public void Dispose()
    {
        var handle = Interlocked.Exchange(ref _handle, 0);
        if (handle != 0)
        {
            Native.Z3_del_context(handle);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>The terms that a text in SMT-LIB 2 asserts, in order.</summary>
    /// <exception cref="Z3Exception">The text has errors.</exception>
    public BoolExpr[] ParseSMTLIB2String(
        string str, Symbol[]? sortNames = null, Sort[]? sorts = null, Symbol[]? declNames = null, FuncDecl[]? decls = null)
    {
        if ((sortNames?.Length ?? 0) != (sorts?.Length ?? 0) || (declNames?.Length ?? 0) != (decls?.Length ?? 0))
        {
            throw new Z3Exception("Argument size mismatch");
        }

        return Booleans(Native.Z3_parse_smtlib2_string(
            Handle,
            str,
            (uint)(sorts?.Length ?? 0),
            sortNames?.Select(symbol => symbol.Handle).ToArray(),
            sorts is null ? null : Handles(sorts),
            (uint)(decls?.Length ?? 0),
            declNames?.Select(symbol => symbol.Handle).ToArray(),
            decls is null ? null : Handles(decls)));
    }

    /// <summary>Empty settings.</summary>
    public Params MkParams() => new(this);

    /// <summary>A tactic that Z3 has.</summary>
    public Tactic MkTactic(string name) => new(this, Native.Z3_mk_tactic(Handle, name));

    /// <summary>One tactic after the other.</summary>
    public Tactic AndThen(Tactic t1, Tactic t2, params Tactic[] ts)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        ArgumentNullException.ThrowIfNull(ts);
        return new[] { t2 }.Concat(ts).Aggregate(
            t1, (first, second) => new Tactic(this, Native.Z3_tactic_and_then(Handle, first.Handle, second.Handle)));
    }

    /// <summary>A tactic with settings.</summary>
    public Tactic With(Tactic t, Params p)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(p);
        return new Tactic(this, Native.Z3_tactic_using_params(Handle, t.Handle, p.Handle));
    }

    /// <summary>A solver for anything, or for one logic.</summary>
    public Solver MkSolver(Symbol? logic = null) => new(this, logic is null
        ? Native.Z3_mk_solver(Handle)
        : Native.Z3_mk_solver_for_logic(Handle, logic.Handle));

    /// <summary>A solver for one logic.</summary>
    public Solver MkSolver(string logic) => MkSolver(MkSymbol(logic));

    /// <summary>A solver that does what a tactic does.</summary>
    public Solver MkSolver(Tactic t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return new Solver(this, Native.Z3_mk_solver_from_tactic(Handle, t.Handle));
    }

    internal static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";

    internal static nint[] Handles(IEnumerable<Z3Object> objects) => [.. objects.Select(item => item.Handle)];

    internal BoolExpr[] Booleans(nint handle)
    {
        Check();
        using var vector = new AstVector(this, handle);
        return [.. Enumerable.Range(0, (int)vector.Size).Select(i => (BoolExpr)vector[(uint)i])];
    }

    internal void Check()
    {
        var code = Native.Z3_get_error_code(Handle);
        if (code != 0)
        {
            throw new Z3Exception(Text(Native.Z3_get_error_msg(Handle, code)));
        }
    }

    /// <summary>Gives back what was abandoned. Only called when every handle in use is held.</summary>
    internal void Sweep()
    {
        while (_abandoned.TryDequeue(out var item))
        {
            item.Release(Handle, item.Handle);
        }
    }

    internal void Abandon(nint handle, Action<nint, nint> release) => _abandoned.Enqueue((handle, release));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint context, int code)
    {
    }

    private sealed class AstVector(Context context, nint handle)
        : Z3Object(context, handle, Native.Z3_ast_vector_inc_ref, Native.Z3_ast_vector_dec_ref)
    {
        public uint Size => Native.Z3_ast_vector_size(Owner.Handle, Handle);

        public Expr this[uint index] => Expr.Create(Owner, Native.Z3_ast_vector_get(Owner.Handle, Handle, index));
    }
}
