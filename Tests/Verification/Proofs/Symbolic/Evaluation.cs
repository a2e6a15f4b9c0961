// SPDX-License-Identifier: Apache-2.0

using Microsoft.Z3;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Tests.Verification.Proofs.Symbolic;

/// <summary>Variables that a model gives chosen values, and terms under that model.</summary>
internal sealed class Evaluation(SmtScope scope) : IDisposable
{
    private readonly Solver _solver = scope.Context.MkSolver("QF_BV");
    private Model? _model;

    public SmtTerm Variable(string name, BitWord value)
    {
        var variable = SmtTerm.Variable(name, value.Width);
        _solver.Assert(scope.Context.MkEq(variable.Expression, scope.Context.MkBV(value.Value, (uint)value.Width)));
        return variable;
    }

    public BitWord Value(SmtTerm term)
    {
        if (_model is null)
        {
            if (_solver.Check() != Status.SATISFIABLE)
            {
                throw new InvalidOperationException("the variables have no values");
            }

            _model = _solver.Model;
        }

        return new BitWord(((BitVecNum)_model.Eval(term.Expression, completion: true)).UInt64, term.Width);
    }

    public void Dispose()
    {
        _model?.Dispose();
        _solver.Dispose();
    }
}
