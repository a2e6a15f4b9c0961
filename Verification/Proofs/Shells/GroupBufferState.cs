// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>What a group buffer's registers stand for: rows between two pointers, the first of them readable.</summary>
internal sealed class GroupBufferState
{
    private static readonly string[] Names =
        ["read_q", "read_wrap_q", "readable_q", "readable_wrap_q", "write_q", "write_wrap_q", "group_q"];

    private readonly IReadOnlyDictionary<string, SmtTerm> _registers;
    private readonly int _width;
    private readonly int _rows;

    /// <summary>Reads a state.</summary>
    /// <param name="claim">Gives the configuration.</param>
    /// <param name="registers">The buffer's registers by name.</param>
    public GroupBufferState(Claim claim, IReadOnlyDictionary<string, SmtTerm> registers)
    {
        (Depth, _rows) = (2 * claim.Config.Rows, claim.Config.Rows);
        _registers = Names.All(registers.ContainsKey)
            ? registers : throw new NetlistException(
                "the group buffer's registers are not those that its state is known by");
        _width = registers["read_q"].Width + 1;
    }

    /// <summary>Rows that fit.</summary>
    public int Depth { get; }

    /// <summary>Address of the oldest row.</summary>
    public SmtTerm Read => _registers["read_q"];

    /// <summary>Rows in it.</summary>
    public SmtTerm Count => Distance("write");

    /// <summary>Rows that may be read.</summary>
    public SmtTerm Readable => Distance("readable");

    /// <summary>Rows whose group is not complete.</summary>
    public SmtTerm HeldBack => Count - Readable;

    /// <summary>One bit: addresses are in range, and the pointers in order.</summary>
    public SmtTerm Invariant => InRange("read") & InRange("readable") & InRange("write")
        & AtMost(Count, Number(Depth)) & AtMost(Readable, Count);

    /// <summary>Where the first row of the group lies whose rows come in.</summary>
    public SmtTerm Group => _registers["group_q"];

    /// <summary>One bit: just the rows of an unfinished held group, if there is one, may not be read.</summary>
    /// <param name="open">One bit: the last row that came in was not its group's last.</param>
    /// <param name="hold">One bit: its group is held.</param>
    public SmtTerm GroupInvariant(SmtTerm open, SmtTerm hold)
    {
        var held = SmtTerm.Equal(Offset(Group), Readable) & Terms.Any(HeldBack) & SmtTerm.Less(HeldBack, Number(_rows));
        return Invariant & Terms.Implies(open, InRange("group")) & SmtTerm.Mux(open & hold, held, ~Terms.Any(HeldBack));
    }

    /// <summary>How many rows an address is behind the oldest row's.</summary>
    public SmtTerm Offset(SmtTerm address)
    {
        var (there, here) = (address.Resize(_width), Read.Resize(_width));
        return SmtTerm.Mux(SmtTerm.Less(there, here), there + Number(Depth) - here, there - here);
    }

    /// <summary>One bit: an address is that of a row that may be read.</summary>
    public SmtTerm IsReadable(SmtTerm address) => SmtTerm.Less(Offset(address), Readable);

    /// <summary>A number of rows.</summary>
    public SmtTerm Number(int value) => Terms.Number(_width, value);

    /// <summary>One bit: not more.</summary>
    public static SmtTerm AtMost(SmtTerm value, SmtTerm limit) => ~SmtTerm.Less(limit, value);

    private SmtTerm InRange(string pointer) => SmtTerm.Less(_registers[pointer + "_q"].Resize(_width), Number(Depth));

    // Pointers that have gone round equally often are apart by less than the depth; else by as much more.
    private SmtTerm Distance(string pointer)
    {
        var round = _registers[pointer + "_wrap_q"] ^ _registers["read_wrap_q"];
        return _registers[pointer + "_q"].Resize(_width) - Read.Resize(_width) + SmtTerm.Mux(
            round, Number(Depth), Number(0));
    }
}
