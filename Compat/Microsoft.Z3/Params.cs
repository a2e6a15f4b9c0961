// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>Settings of a solver, a tactic or the simplifier.</summary>
public class Params : Z3Object
{
    internal Params(Context context)
        : base(context, Native.Z3_mk_params(context.Handle), Native.Z3_params_inc_ref, Native.Z3_params_dec_ref)
    {
    }

    /// <summary>Sets a number.</summary>
    public Params Add(string name, uint value)
    {
        Native.Z3_params_set_uint(Owner.Handle, Handle, Owner.MkSymbol(name).Handle, value);
        Owner.Check();
        return this;
    }

    /// <summary>Sets a truth value.</summary>
    public Params Add(string name, bool value)
    {
        Native.Z3_params_set_bool(Owner.Handle, Handle, Owner.MkSymbol(name).Handle, value);
        Owner.Check();
        return this;
    }

    /// <summary>Sets a name.</summary>
    public Params Add(string name, string value)
    {
        Native.Z3_params_set_symbol(Owner.Handle, Handle, Owner.MkSymbol(name).Handle, Owner.MkSymbol(value).Handle);
        Owner.Check();
        return this;
    }

    /// <summary>All settings.</summary>
    public override string ToString() => Context.Text(Native.Z3_params_to_string(Owner.Handle, Handle));
}
