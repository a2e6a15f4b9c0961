// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Proofs.Shells;

/// <summary>The handshake of a stream, by the names that a shell's clock has for it.</summary>
/// <param name="Valid">Who offers says so here.</param>
/// <param name="Ready">Who takes says so here.</param>
internal sealed record Stream(string Valid, string Ready)
{
    /// <summary>A stream that the shell takes from: its own port's, or that of an instance cut out of it.</summary>
    public static Stream Into(string prefix) => IsInstance(prefix) ? Outward(prefix) : Inward(prefix);

    /// <summary>A stream that the shell offers on.</summary>
    public static Stream OutOf(string prefix) => IsInstance(prefix) ? Inward(prefix) : Outward(prefix);

    /// <summary>True if the prefix is that of an instance's ports.</summary>
    public static bool IsInstance(string prefix) => prefix.Contains('.', StringComparison.Ordinal);

    private static Stream Inward(string prefix) => new(prefix + "_valid_i", prefix + "_ready_o");

    private static Stream Outward(string prefix) => new(prefix + "_valid_o", prefix + "_ready_i");
}
