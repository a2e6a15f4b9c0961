// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>Signals side by side on a bus, past an unpacker that does not look at them; the first one
/// highest.</summary>
internal sealed class SideBus(Claim claim, Bundle bundle)
{
    private readonly Signal[] _travelling = [.. bundle.Where(signal => signal.Constant is null)];

    /// <summary>The bus.</summary>
    public SmtTerm Pack(Signals signals) => signals.Concatenate(_travelling.Select(signal => signal.Name));

    /// <summary>The signals on a bus.</summary>
    public Signals Unpack(SmtTerm bus)
    {
        var (signals, high) = (new Dictionary<string, SmtTerm>(), bus.Width);
        foreach (var signal in _travelling)
        {
            high -= signal.Width;
            signals.Add(signal.Name, bus.Slice(high, signal.Width));
        }

        return new Signals(claim, signals);
    }
}
