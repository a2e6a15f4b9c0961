// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Fuzzing.Inputs;

namespace Rtlgen.Fuzzing.Targets;

/// <summary>Something that reads what others wrote.</summary>
/// <param name="name">Its name in <c>--only</c>.</param>
internal abstract class FuzzTarget(string name) : IDisposable
{
    /// <summary>What became of an input that was accepted.</summary>
    public const string Accepted = "accepted";

    /// <summary>Its name in <c>--only</c>.</summary>
    public string Name => name;

    /// <summary>Makes an input and has it read.</summary>
    /// <returns><see cref="Accepted"/>, or the kind of refusal.</returns>
    /// <exception cref="FuzzFailure">It was not treated as it must be.</exception>
    public abstract string Try(Draw draw);

    /// <summary>Makes the same input and writes it down.</summary>
    /// <returns>The input as a file of this target has it, or text.</returns>
    public abstract byte[] Describe(Draw draw);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
