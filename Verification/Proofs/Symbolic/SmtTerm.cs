// SPDX-License-Identifier: Apache-2.0

using Microsoft.Z3;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.Verification.Proofs.Symbolic;

/// <summary>A bit-vector that is a formula: the rules, run on it, say what they compute for every input at
/// once.</summary>
/// <remarks>It lives in the context of the <see cref="SmtScope"/> it was made in. Any width of 1 or more.</remarks>
public sealed class SmtTerm : IBits<SmtTerm>
{
    private BoolExpr? _isSet;

    /// <summary>A term.</summary>
    public SmtTerm(BitVecExpr expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        Expression = expression;
        Width = (int)expression.SortSize;
    }

    private SmtTerm(BoolExpr condition)
        : this((BitVecExpr)Z3.MkITE(condition, Z3.MkBV(1, 1), Z3.MkBV(0, 1))) => _isSet = condition;

    /// <summary>The formula.</summary>
    public BitVecExpr Expression { get; }

    /// <inheritdoc/>
    public int Width { get; }

    /// <summary>That the lowest bit is 1. Only for one bit.</summary>
    public BoolExpr IsSet => _isSet ??= Z3.MkEq(Expression, Z3.MkBV(1, 1));

    private static Context Z3 => SmtScope.Current;

    /// <summary>A variable.</summary>
    /// <param name="name">Its name; the same name and width is the same variable.</param>
    /// <param name="width">Width in bits.</param>
    public static SmtTerm Variable(string name, int width) => new(Z3.MkBVConst(name, (uint)width));

    /// <inheritdoc/>
    public static SmtTerm Constant(int width, ulong value) => new(Z3.MkBV(value, (uint)width));

    /// <summary>Terms side by side, the first one lowest.</summary>
    public static SmtTerm Concat(IEnumerable<SmtTerm> terms) =>
        terms.Aggregate((low, high) => new SmtTerm(Z3.MkConcat(high.Expression, low.Expression)));

    /// <inheritdoc/>
    public SmtTerm Resize(int width) => width <= Width
        ? Slice(0, width)
        : new SmtTerm(Z3.MkZeroExt((uint)(width - Width), Expression));

    /// <inheritdoc/>
    public SmtTerm Slice(int low, int width) => low == 0 && width == Width
        ? this
        : new SmtTerm(Z3.MkExtract((uint)(low + width - 1), (uint)low, Expression));

    /// <inheritdoc/>
    public static SmtTerm operator &(SmtTerm left, SmtTerm right) =>
        new(Z3.MkBVAND(Of(left).Expression, Of(right).Expression));

    /// <inheritdoc/>
    public static SmtTerm operator |(SmtTerm left, SmtTerm right) =>
        new(Z3.MkBVOR(Of(left).Expression, Of(right).Expression));

    /// <inheritdoc/>
    public static SmtTerm operator ^(SmtTerm left, SmtTerm right) =>
        new(Z3.MkBVXOR(Of(left).Expression, Of(right).Expression));

    /// <inheritdoc/>
    public static SmtTerm operator ~(SmtTerm operand) => new(Z3.MkBVNot(Of(operand).Expression));

    /// <inheritdoc/>
    public static SmtTerm operator +(SmtTerm left, SmtTerm right) =>
        new(Z3.MkBVAdd(Of(left).Expression, Of(right).Expression));

    /// <inheritdoc/>
    public static SmtTerm operator -(SmtTerm left, SmtTerm right) =>
        new(Z3.MkBVSub(Of(left).Expression, Of(right).Expression));

    /// <inheritdoc/>
    public static SmtTerm ShiftLeft(SmtTerm value, SmtTerm amount) => Shift(value, amount, Z3.MkBVSHL);

    /// <inheritdoc/>
    public static SmtTerm ShiftRight(SmtTerm value, SmtTerm amount) => Shift(value, amount, Z3.MkBVLSHR);

    /// <inheritdoc/>
    public static SmtTerm Equal(SmtTerm left, SmtTerm right) =>
        new(Z3.MkEq(Of(left).Expression, Of(right).Expression));

    /// <inheritdoc/>
    public static SmtTerm Less(SmtTerm left, SmtTerm right) =>
        new(Z3.MkBVULT(Of(left).Expression, Of(right).Expression));

    /// <inheritdoc/>
    public static SmtTerm Mux(SmtTerm condition, SmtTerm whenSet, SmtTerm whenClear) =>
        new((BitVecExpr)Z3.MkITE(Of(condition).IsSet, Of(whenSet).Expression, Of(whenClear).Expression));

    /// <inheritdoc/>
    public override string ToString() => Expression.ToString();

    // SMT-LIB shifts by a number as wide as the value; ours may be wider or narrower.
    private static SmtTerm Shift(SmtTerm value, SmtTerm amount, Func<BitVecExpr, BitVecExpr, BitVecExpr> shift)
    {
        var width = Math.Max(Of(value).Width, Of(amount).Width);
        return new SmtTerm(shift(value.Resize(width).Expression, amount.Resize(width).Expression)).Resize(value.Width);
    }

    private static SmtTerm Of(SmtTerm term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return term;
    }
}
