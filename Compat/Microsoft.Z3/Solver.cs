// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>Looks for a model of its assertions.</summary>
public class Solver : Z3Object
{
    internal Solver(Context context, nint handle)
        : base(context, handle, Native.Z3_solver_inc_ref, Native.Z3_solver_dec_ref)
    {
    }

    /// <summary>Settings, such as <c>timeout</c> in milliseconds.</summary>
    public Params Parameters
    {
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Native.Z3_solver_set_params(Owner.Handle, Handle, value.Handle);
            Owner.Check();
        }
    }

    /// <summary>What was asserted.</summary>
    public BoolExpr[] Assertions => Owner.Booleans(Native.Z3_solver_get_assertions(Owner.Handle, Handle));

    /// <summary>The model that the last check found.</summary>
    public Model Model => new(Owner, Native.Z3_solver_get_model(Owner.Handle, Handle));

    /// <summary>Why the last check gave up.</summary>
    public string ReasonUnknown => Context.Text(Native.Z3_solver_get_reason_unknown(Owner.Handle, Handle));

    /// <summary>Asserts terms.</summary>
    public void Assert(params BoolExpr[] constraints)
    {
        ArgumentNullException.ThrowIfNull(constraints);
        foreach (var constraint in constraints)
        {
            Native.Z3_solver_assert(Owner.Handle, Handle, constraint.Handle);
            Owner.Check();
        }
    }

    /// <inheritdoc cref="Assert"/>
    public void Add(params BoolExpr[] constraints) => Assert(constraints);

    /// <summary>Marks a state to come back to.</summary>
    public void Push()
    {
        Native.Z3_solver_push(Owner.Handle, Handle);
        Owner.Check();
    }

    /// <summary>Goes back to the state before the last marks.</summary>
    public void Pop(uint n = 1)
    {
        Native.Z3_solver_pop(Owner.Handle, Handle, n);
        Owner.Check();
    }

    /// <summary>Forgets all assertions.</summary>
    public void Reset()
    {
        Native.Z3_solver_reset(Owner.Handle, Handle);
        Owner.Check();
    }

    /// <summary>Whether the assertions, with some more for this once, have a model.</summary>
    public Status Check(params Expr[] assumptions)
    {
        ArgumentNullException.ThrowIfNull(assumptions);
        var result = Native.Z3_solver_check_assumptions(
            Owner.Handle, Handle, (uint)assumptions.Length, Context.Handles(assumptions));
        Owner.Check();
        return (Status)result;
    }

    /// <summary>The assertions in SMT-LIB 2.</summary>
    public override string ToString() => Context.Text(Native.Z3_solver_to_string(Owner.Handle, Handle));
}
