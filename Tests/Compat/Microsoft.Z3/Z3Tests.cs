// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Microsoft.Z3;
using Xunit;

namespace Rtlgen.Tests.Compat.Z3;

public sealed class Z3Tests : IDisposable
{
    private readonly Context _z3 = new();

    public void Dispose() => _z3.Dispose();

    [Fact]
    public void Every_operator_of_bit_vectors_computes_what_its_name_says()
    {
        var (a, b) = (_z3.MkBV(0xcau, 8), _z3.MkBV(0x03u, 8));
        Assert.Equal(0x02u, Value(_z3.MkBVAND(a, b)));
        Assert.Equal(0xcbu, Value(_z3.MkBVOR(a, b)));
        Assert.Equal(0xc9u, Value(_z3.MkBVXOR(a, b)));
        Assert.Equal(0x35u, Value(_z3.MkBVNot(a)));
        Assert.Equal(0xcdu, Value(_z3.MkBVAdd(a, b)));
        Assert.Equal(0x39u, Value(_z3.MkBVSub(b, a)));
        Assert.Equal(0x50u, Value(_z3.MkBVSHL(a, b)));
        Assert.Equal(0x19u, Value(_z3.MkBVLSHR(a, b)));
        Assert.Equal(0xca03u, Value(_z3.MkConcat(a, b)));
        Assert.Equal(0x19u, Value(_z3.MkExtract(7, 3, a)));
        Assert.Equal(12u, _z3.MkZeroExt(4, a).SortSize);
        Assert.True(Truth(_z3.MkBVULT(b, a)));
        Assert.False(Truth(_z3.MkBVULT(a, a)));
        Assert.True(Truth(_z3.MkBVULE(a, a)));
        Assert.Equal(0x03u, Value((BitVecExpr)_z3.MkITE(_z3.MkEq(a, b), a, b)));
    }

    [Fact]
    public void An_extract_says_which_bits() =>
        Assert.Equal(
            [7, 3], _z3.MkExtract(7, 3, _z3.MkBVConst("x", 8)).FuncDecl.Parameters.Select(parameter => parameter.Int));

    [Fact]
    public void Every_connective_computes_what_its_name_says()
    {
        var (yes, no) = (_z3.MkTrue(), _z3.MkFalse());
        Assert.True(Truth(_z3.MkAnd(yes, yes)) && !Truth(_z3.MkAnd(yes, no)) && Truth(_z3.MkAnd()));
        Assert.True(Truth(_z3.MkOr(yes, no)) && !Truth(_z3.MkOr()));
        Assert.True(Truth(_z3.MkImplies(no, yes)) && !Truth(_z3.MkImplies(yes, no)));
        Assert.True(Truth(_z3.MkNot(no)) && Truth(_z3.MkBool(true)));
        Assert.True(Truth(_z3.MkDistinct(_z3.MkBV(1, 4), _z3.MkBV(2, 4))));
    }

    [Fact]
    public void Numbers_of_any_width_keep_their_value()
    {
        var wide = BigInteger.Pow(2, 99) + 5;
        Assert.Equal(wide, _z3.MkBV(wide.ToString(), 100).BigInteger);
        Assert.Equal(ulong.MaxValue, _z3.MkBV(ulong.MaxValue, 64).UInt64);
        Assert.Equal(15u, _z3.MkBV(-1, 4).UInt64);
        Assert.Throws<Z3Exception>(() => _z3.MkBV(wide.ToString(), 100).UInt64);
    }

    [Fact]
    public void A_model_gives_the_values_that_make_the_assertions_true()
    {
        var (x, y) = (_z3.MkBVConst("x", 8), _z3.MkBVConst("y", 8));
        using var solver = _z3.MkSolver("QF_BV");
        solver.Assert(_z3.MkEq(_z3.MkBVAdd(x, y), _z3.MkBV(7, 8)), _z3.MkEq(x, _z3.MkBV(200, 8)));
        Assert.Equal(Status.SATISFIABLE, solver.Check());
        Assert.Equal(63u, Value(solver.Model.Eval(y)));
        Assert.Equal(0u, Value(solver.Model.Eval(_z3.MkBVConst("unused", 8), completion: true)));
        Assert.Equal(Status.UNSATISFIABLE, solver.Check(_z3.MkEq(y, _z3.MkBV(0, 8))));
        solver.Push();
        solver.Add(_z3.MkFalse());
        Assert.Equal(Status.UNSATISFIABLE, solver.Check());
        solver.Pop();
        Assert.Equal(Status.SATISFIABLE, solver.Check());
    }

    [Fact]
    public void Tactics_prove_and_a_limit_of_time_is_kept()
    {
        var (x, y) = (_z3.MkBVConst("x", 64), _z3.MkBVConst("y", 64));
        var tactic = _z3.AndThen(_z3.MkTactic("simplify"), _z3.MkTactic("bit-blast"), _z3.MkTactic("sat"));
        using var solver = _z3.MkSolver(tactic);
        solver.Parameters = _z3.MkParams().Add("timeout", 20u);
        var hard = _z3.ParseSMTLIB2String(
            "(declare-const x (_ BitVec 64))(declare-const y (_ BitVec 64))"
            + "(assert (not (= (bvmul x (bvadd y x)) (bvadd (bvmul x x) (bvmul y x)))))");
        solver.Assert(hard);
        Assert.Equal(Status.UNKNOWN, solver.Check());
        Assert.NotEmpty(solver.ReasonUnknown);

        using var easy = _z3.MkSolver(tactic);
        easy.Assert(_z3.MkNot(_z3.MkEq(_z3.MkBVXOR(x, y), _z3.MkBVXOR(y, x))));
        Assert.Equal(Status.UNSATISFIABLE, easy.Check());
    }

    [Fact]
    public void Parsed_assertions_come_in_order_and_can_be_taken_apart_and_substituted()
    {
        var parsed = _z3.ParseSMTLIB2String(
            "(declare-const |in a| (_ BitVec 4))(declare-const p Bool)(assert (= |in a| #x3))(assert p)");
        Assert.Equal(2, parsed.Length);
        Assert.Equal("in a", parsed[0].Arg(0).FuncDecl.Name.ToString());
        Assert.True(parsed[0].Args[1].IsNumeral && parsed[1].IsConst);
        var a = _z3.MkBVConst("in a", 4);
        Assert.Equal(a, parsed[0].Arg(0));
        Assert.True(parsed[0].Substitute(a, _z3.MkBV(3, 4)).Simplify().IsTrue);
        Assert.True(parsed[0].Substitute([a], [_z3.MkBV(4, 4)]).Simplify().IsFalse);
    }

    [Fact]
    public void Arrays_give_back_what_was_stored()
    {
        var array = _z3.MkArrayConst("m", _z3.MkBitVecSort(4), _z3.MkBitVecSort(8));
        var (index, value) = (_z3.MkBVConst("i", 4), _z3.MkBVConst("v", 8));
        using var solver = _z3.MkSolver();
        solver.Assert(_z3.MkNot(_z3.MkEq(_z3.MkSelect(_z3.MkStore(array, index, value), index), value)));
        Assert.Equal(Status.UNSATISFIABLE, solver.Check());
    }

    [Fact]
    public void Errors_of_Z3_are_thrown()
    {
        Assert.Throws<Z3Exception>(() => _z3.MkBVAdd(_z3.MkBVConst("x", 4), _z3.MkBVConst("y", 5)));
        Assert.Throws<Z3Exception>(() => _z3.ParseSMTLIB2String("(assert (= x 1))"));
        Assert.Throws<Z3Exception>(() => _z3.MkTactic("no such tactic"));
        Assert.Equal(5u, Value(_z3.MkBVAdd(_z3.MkBV(2, 4), _z3.MkBV(3, 4))));
    }

    [Fact]
    public void References_are_given_back_while_the_context_is_in_use_and_after_it()
    {
        for (var round = 0; round < 20; round++)
        {
            using var context = new Context();
            BitVecExpr sum = context.MkBVConst("x", 32);
            for (var i = 0; i < 2000; i++)
            {
                sum = context.MkBVAdd(sum, context.MkBV(i, 32));
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.Equal(32u, ((BitVecExpr)sum.Simplify()).SortSize);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static ulong Value(Expr term) => ((BitVecNum)term.Simplify()).UInt64;

    private static bool Truth(BoolExpr term) => term.Simplify().IsTrue;
}
