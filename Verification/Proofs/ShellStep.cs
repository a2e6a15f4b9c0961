// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs;

/// <summary>A clock of an emitted shell in a claim: what it gives are variables that its text ties to what it is
/// given.</summary>
/// <param name="Shell">The shell.</param>
/// <param name="Inputs">Inputs, registers before the clock (<c>R.q</c>) and what instances give (<c>I.P</c>).</param>
/// <param name="Outputs">Outputs, registers after the clock (<c>R.d</c>) and what instances are given
/// (<c>I.P</c>).</param>
public sealed record ShellStep(
    SymbolicShell Shell, IReadOnlyDictionary<string, SmtTerm> Inputs, IReadOnlyDictionary<string, SmtTerm> Outputs);
