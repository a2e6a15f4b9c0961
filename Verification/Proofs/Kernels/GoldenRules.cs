// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Kernels;

/// <summary>The golden rules that proofs can be shown to depend on: a test puts a wrong one in its place.</summary>
public sealed record GoldenRules
{
    /// <summary><see cref="AdaptRule.Round"/>.</summary>
    public Func<Container, SmtTerm, DescriptorBits<SmtTerm>, Rounded<SmtTerm>> Round { get; init; } = AdaptRule.Round;

    /// <summary><see cref="AdaptRule.Window"/>.</summary>
    public Func<Container, Rounded<SmtTerm>, DescriptorBits<SmtTerm>, Adapted<SmtTerm>> Window { get; init; } =
        AdaptRule.Window;

    /// <summary><see cref="GeckoRule.Code"/>.</summary>
    public Func<SmtTerm, DescriptorBits<SmtTerm>, SmtTerm> Code { get; init; } = GeckoRule.Code;
}
