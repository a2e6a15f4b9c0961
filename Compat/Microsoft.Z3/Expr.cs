// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>A term.</summary>
public class Expr : AST
{
    private const int NumeralKind = 0;
    private const int ApplicationKind = 1;

    internal Expr(Context context, nint handle)
        : base(context, handle)
    {
    }

    /// <summary>What the term's value is one of.</summary>
    public Sort Sort => Sort.Create(Owner, Native.Z3_get_sort(Owner.Handle, Handle));

    /// <summary>What is applied.</summary>
    public FuncDecl FuncDecl => new(Owner, Native.Z3_get_app_decl(Owner.Handle, Handle));

    /// <summary>To how many terms it is applied.</summary>
    public uint NumArgs => Native.Z3_get_app_num_args(Owner.Handle, Handle);

    /// <summary>The terms that it is applied to.</summary>
    public Expr[] Args => [.. Enumerable.Range(0, (int)NumArgs).Select(i => Arg((uint)i))];

    /// <summary>True for a number.</summary>
    public bool IsNumeral => Kind == NumeralKind;

    /// <summary>True for a name or value without arguments.</summary>
    public bool IsConst => Kind == ApplicationKind && NumArgs == 0;

    /// <summary>True for the constant true.</summary>
    public bool IsTrue => this is BoolExpr && Native.Z3_get_bool_value(Owner.Handle, Handle) == 1;

    /// <summary>True for the constant false.</summary>
    public bool IsFalse => this is BoolExpr && Native.Z3_get_bool_value(Owner.Handle, Handle) == -1;

    private int Kind => Native.Z3_get_ast_kind(Owner.Handle, Handle);

    /// <summary>One of the terms that it is applied to.</summary>
    public Expr Arg(uint i) => Create(Owner, Native.Z3_get_app_arg(Owner.Handle, Handle, i));

    /// <summary>An equal term, as simple as local rules make it.</summary>
    public Expr Simplify(Params? p = null) => Create(Owner, p is null
        ? Native.Z3_simplify(Owner.Handle, Handle)
        : Native.Z3_simplify_ex(Owner.Handle, Handle, p.Handle));

    /// <summary>The term with every <paramref name="from"/> replaced, all at once.</summary>
    public Expr Substitute(Expr[] from, Expr[] to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Length != to.Length)
        {
            throw new Z3Exception("Argument sizes do not match");
        }

        return Create(Owner, Native.Z3_substitute(
            Owner.Handle, Handle, (uint)from.Length, Context.Handles(from), Context.Handles(to)));
    }

    /// <summary>The term with one other replaced.</summary>
    public Expr Substitute(Expr from, Expr to) => Substitute([from], [to]);

    internal static Expr Create(Context context, nint handle)
    {
        context.Check();
        return Native.Z3_get_sort_kind(context.Handle, Native.Z3_get_sort(context.Handle, handle)) switch
        {
            SortKind.Boolean => new BoolExpr(context, handle),
            SortKind.BitVector when Native.Z3_get_ast_kind(context.Handle, handle) == NumeralKind =>
                new BitVecNum(context, handle),
            SortKind.BitVector => new BitVecExpr(context, handle),
            SortKind.Array => new ArrayExpr(context, handle),
            _ => new Expr(context, handle),
        };
    }
}

/// <summary>A term that is true or false.</summary>
public class BoolExpr : Expr
{
    internal BoolExpr(Context context, nint handle)
        : base(context, handle)
    {
    }
}

/// <summary>A bit-vector.</summary>
public class BitVecExpr : Expr
{
    internal BitVecExpr(Context context, nint handle)
        : base(context, handle)
    {
    }

    /// <summary>The width in bits.</summary>
    public uint SortSize => Native.Z3_get_bv_sort_size(Owner.Handle, Native.Z3_get_sort(Owner.Handle, Handle));
}

/// <summary>An array.</summary>
public class ArrayExpr : Expr
{
    internal ArrayExpr(Context context, nint handle)
        : base(context, handle)
    {
    }
}
