// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>A memory that was cut out of a shell, looked at in one place: since the place is any, in all of
/// them.</summary>
internal sealed class WatchedMemory
{
    /// <summary>Watches a memory over a clock.</summary>
    /// <param name="claim">Is told what reading gives.</param>
    /// <param name="clock">The shell's clock.</param>
    /// <param name="name">The memory.</param>
    /// <param name="place">The address that is watched.</param>
    public WatchedMemory(Claim claim, ShellClock clock, string name, SmtTerm place)
    {
        var read = clock[name + ".RD_DATA"];
        Before = claim.Variable(name + " there", read.Width);
        claim.Assume(Terms.Implies(SmtTerm.Equal(clock[name + ".RD_ADDR"], place), SmtTerm.Equal(read, Before)));
        var here = SmtTerm.Equal(clock[name + ".WR_ADDR"], place);
        var enable = clock[name + ".WR_EN"];
        Written = here & Terms.Any(enable);
        After = SmtTerm.Mux(here, (Before & ~enable) | (clock[name + ".WR_DATA"] & enable), Before);
    }

    /// <summary>What is in the place before the clock.</summary>
    public SmtTerm Before { get; }

    /// <summary>One bit: something is written to the place.</summary>
    public SmtTerm Written { get; }

    /// <summary>What is in the place after the clock.</summary>
    public SmtTerm After { get; }
}
