// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Microsoft.Z3;

public partial class Context
{
    /// <summary>A name.</summary>
    public StringSymbol MkSymbol(string name) => new(this, Native.Z3_mk_string_symbol(Handle, name));

    /// <summary>True and false.</summary>
    public BoolSort MkBoolSort() => new(this, Native.Z3_mk_bool_sort(Handle));

    /// <summary>Bit-vectors of one width.</summary>
    public BitVecSort MkBitVecSort(uint size) => new(this, Native.Z3_mk_bv_sort(Handle, size));

    /// <summary>Arrays from one sort to another.</summary>
    public ArraySort MkArraySort(Sort domain, Sort range)
    {
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentNullException.ThrowIfNull(range);
        return new ArraySort(this, Native.Z3_mk_array_sort(Handle, domain.Handle, range.Handle));
    }

    /// <summary>A name with a value of a sort.</summary>
    public Expr MkConst(string name, Sort range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return Expr.Create(this, Native.Z3_mk_const(Handle, MkSymbol(name).Handle, range.Handle));
    }

    /// <summary>A name with a truth value.</summary>
    public BoolExpr MkBoolConst(string name) => (BoolExpr)MkConst(name, MkBoolSort());

    /// <summary>A name with a bit-vector's value.</summary>
    public BitVecExpr MkBVConst(string name, uint size) => (BitVecExpr)MkConst(name, MkBitVecSort(size));

    /// <summary>A name with an array's value.</summary>
    public ArrayExpr MkArrayConst(string name, Sort domain, Sort range) =>
        (ArrayExpr)MkConst(name, MkArraySort(domain, range));

    /// <summary>True.</summary>
    public BoolExpr MkTrue() => new(this, Native.Z3_mk_true(Handle));

    /// <summary>False.</summary>
    public BoolExpr MkFalse() => new(this, Native.Z3_mk_false(Handle));

    /// <summary>A truth value.</summary>
    public BoolExpr MkBool(bool value) => value ? MkTrue() : MkFalse();

    /// <summary>A bit-vector's value, in decimal.</summary>
    public BitVecNum MkBV(string v, uint size) => new(this, Native.Z3_mk_numeral(Handle, v, MkBitVecSort(size).Handle));

    /// <summary>A bit-vector's value, modulo 2^size.</summary>
    public BitVecNum MkBV(ulong v, uint size) =>
        new(this, Native.Z3_mk_unsigned_int64(Handle, v, MkBitVecSort(size).Handle));

    /// <summary>A bit-vector's value, modulo 2^size.</summary>
    public BitVecNum MkBV(uint v, uint size) => MkBV((ulong)v, size);

    /// <summary>A bit-vector's value, modulo 2^size.</summary>
    public BitVecNum MkBV(int v, uint size) => MkBV(v.ToString(CultureInfo.InvariantCulture), size);

    /// <summary>Whether both are equal.</summary>
    public BoolExpr MkEq(Expr x, Expr y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return new BoolExpr(this, Native.Z3_mk_eq(Handle, x.Handle, y.Handle));
    }

    /// <summary>Whether all differ.</summary>
    public BoolExpr MkDistinct(params Expr[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new BoolExpr(this, Native.Z3_mk_distinct(Handle, (uint)args.Length, Handles(args)));
    }

    /// <summary>Not.</summary>
    public BoolExpr MkNot(BoolExpr a)
    {
        ArgumentNullException.ThrowIfNull(a);
        return new BoolExpr(this, Native.Z3_mk_not(Handle, a.Handle));
    }

    /// <summary>All; true for none.</summary>
    public BoolExpr MkAnd(params BoolExpr[] ts)
    {
        ArgumentNullException.ThrowIfNull(ts);
        return new BoolExpr(this, Native.Z3_mk_and(Handle, (uint)ts.Length, Handles(ts)));
    }

    /// <summary>Any; false for none.</summary>
    public BoolExpr MkOr(params BoolExpr[] ts)
    {
        ArgumentNullException.ThrowIfNull(ts);
        return new BoolExpr(this, Native.Z3_mk_or(Handle, (uint)ts.Length, Handles(ts)));
    }

    /// <summary>The first only with the second.</summary>
    public BoolExpr MkImplies(BoolExpr t1, BoolExpr t2)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        return new BoolExpr(this, Native.Z3_mk_implies(Handle, t1.Handle, t2.Handle));
    }

    /// <summary>A choice.</summary>
    public Expr MkITE(BoolExpr t1, Expr t2, Expr t3)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        ArgumentNullException.ThrowIfNull(t3);
        return Expr.Create(this, Native.Z3_mk_ite(Handle, t1.Handle, t2.Handle, t3.Handle));
    }

    /// <summary>Bitwise complement.</summary>
    public BitVecExpr MkBVNot(BitVecExpr t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return (BitVecExpr)Expr.Create(this, Native.Z3_mk_bvnot(Handle, t.Handle));
    }

    /// <summary>Bitwise and.</summary>
    public BitVecExpr MkBVAND(BitVecExpr t1, BitVecExpr t2)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        return (BitVecExpr)Expr.Create(this, Native.Z3_mk_bvand(Handle, t1.Handle, t2.Handle));
    }

    /// <summary>Bitwise or.</summary>
    public BitVecExpr MkBVOR(BitVecExpr t1, BitVecExpr t2)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        return (BitVecExpr)Expr.Create(this, Native.Z3_mk_bvor(Handle, t1.Handle, t2.Handle));
    }

    /// <summary>Bitwise exclusive or.</summary>
    public BitVecExpr MkBVXOR(BitVecExpr t1, BitVecExpr t2)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        return (BitVecExpr)Expr.Create(this, Native.Z3_mk_bvxor(Handle, t1.Handle, t2.Handle));
    }

    /// <summary>Sum, modulo 2^size.</summary>
    public BitVecExpr MkBVAdd(BitVecExpr t1, BitVecExpr t2)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        return (BitVecExpr)Expr.Create(this, Native.Z3_mk_bvadd(Handle, t1.Handle, t2.Handle));
    }

    /// <summary>Difference, modulo 2^size.</summary>
    public BitVecExpr MkBVSub(BitVecExpr t1, BitVecExpr t2)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        return (BitVecExpr)Expr.Create(this, Native.Z3_mk_bvsub(Handle, t1.Handle, t2.Handle));
    }

    /// <summary>Shift towards the most significant bit.</summary>
    public BitVecExpr MkBVSHL(BitVecExpr t1, BitVecExpr t2)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        return (BitVecExpr)Expr.Create(this, Native.Z3_mk_bvshl(Handle, t1.Handle, t2.Handle));
    }

    /// <summary>Shift towards the least significant bit, zeros from above.</summary>
    public BitVecExpr MkBVLSHR(BitVecExpr t1, BitVecExpr t2)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        return (BitVecExpr)Expr.Create(this, Native.Z3_mk_bvlshr(Handle, t1.Handle, t2.Handle));
    }

    /// <summary>Less, unsigned.</summary>
    public BoolExpr MkBVULT(BitVecExpr t1, BitVecExpr t2)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        return new BoolExpr(this, Native.Z3_mk_bvult(Handle, t1.Handle, t2.Handle));
    }

    /// <summary>Less or equal, unsigned.</summary>
    public BoolExpr MkBVULE(BitVecExpr t1, BitVecExpr t2)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        return new BoolExpr(this, Native.Z3_mk_bvule(Handle, t1.Handle, t2.Handle));
    }

    /// <summary>Side by side, the first on top.</summary>
    public BitVecExpr MkConcat(BitVecExpr t1, BitVecExpr t2)
    {
        ArgumentNullException.ThrowIfNull(t1);
        ArgumentNullException.ThrowIfNull(t2);
        return (BitVecExpr)Expr.Create(this, Native.Z3_mk_concat(Handle, t1.Handle, t2.Handle));
    }

    /// <summary>Bits low to high.</summary>
    public BitVecExpr MkExtract(uint high, uint low, BitVecExpr t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return (BitVecExpr)Expr.Create(this, Native.Z3_mk_extract(Handle, high, low, t.Handle));
    }

    /// <summary>Zeros above.</summary>
    public BitVecExpr MkZeroExt(uint i, BitVecExpr t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return (BitVecExpr)Expr.Create(this, Native.Z3_mk_zero_ext(Handle, i, t.Handle));
    }

    /// <summary>An array's value at an index.</summary>
    public Expr MkSelect(ArrayExpr a, Expr i)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(i);
        return Expr.Create(this, Native.Z3_mk_select(Handle, a.Handle, i.Handle));
    }

    /// <summary>An array with one value replaced.</summary>
    public ArrayExpr MkStore(ArrayExpr a, Expr i, Expr v)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(i);
        ArgumentNullException.ThrowIfNull(v);
        return (ArrayExpr)Expr.Create(this, Native.Z3_mk_store(Handle, a.Handle, i.Handle, v.Handle));
    }
}
