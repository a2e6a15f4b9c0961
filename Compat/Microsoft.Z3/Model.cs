// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>Values that make all assertions true.</summary>
public class Model : Z3Object
{
    internal Model(Context context, nint handle)
        : base(context, handle, Native.Z3_model_inc_ref, Native.Z3_model_dec_ref)
    {
    }

    /// <summary>The names that have a value.</summary>
    public FuncDecl[] ConstDecls => [.. Enumerable.Range(0, (int)Native.Z3_model_get_num_consts(Owner.Handle, Handle))
        .Select(i => new FuncDecl(Owner, Native.Z3_model_get_const_decl(Owner.Handle, Handle, (uint)i)))];

    /// <summary>A term's value.</summary>
    /// <param name="t">The term.</param>
    /// <param name="completion">True gives names without a value one; else they stay in the result.</param>
    public Expr Eval(Expr t, bool completion = false)
    {
        ArgumentNullException.ThrowIfNull(t);
        return Native.Z3_model_eval(Owner.Handle, Handle, t.Handle, completion, out var value)
            ? Expr.Create(Owner, value)
            : throw new Z3Exception("Model evaluation failed");
    }

    /// <inheritdoc cref="Eval"/>
    public Expr Evaluate(Expr t, bool completion = false) => Eval(t, completion);

    /// <summary>The value of a name, or null if it does not matter.</summary>
    public Expr? ConstInterp(Expr a)
    {
        ArgumentNullException.ThrowIfNull(a);
        var value = Native.Z3_model_get_const_interp(Owner.Handle, Handle, a.FuncDecl.Handle);
        return value == 0 ? null : Expr.Create(Owner, value);
    }

    /// <summary>All names and values.</summary>
    public override string ToString() => Context.Text(Native.Z3_model_to_string(Owner.Handle, Handle));
}
