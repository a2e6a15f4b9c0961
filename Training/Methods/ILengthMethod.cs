// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Run;
using Rtlgen.Training.Stash;

namespace Rtlgen.Training.Methods;

/// <summary>Where a run stands.</summary>
/// <param name="Step">The step, counted from 0.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="RateJumped">True if the learning rate has just changed by a jump, not smoothly.</param>
public readonly record struct RunPosition(long Step, long Steps, bool RateJumped = false)
{
    /// <summary>Share of the run that is done: 0 to 1, without 1.</summary>
    public double Done => (double)Step / Steps;
}

/// <summary>Settles how many bits each stashed tensor keeps, step by step.</summary>
/// <remarks>
/// A new method is one more class of this kind, and one more line in <see cref="LengthMethods"/>; or a user's
/// (docs/own-network.md). It sets <see cref="StashSite.Mantissa"/> and <see cref="StashSite.Exponent"/> of the sites:
/// 0 to 23 and 1 to 8. Members that have a body here may be left out.
/// </remarks>
public interface ILengthMethod
{
    /// <summary>Takes over the sites of a network.</summary>
    /// <param name="stash">The sites.</param>
    /// <param name="options">Settings of all methods.</param>
    void Attach(StashSet stash, MethodOptions options);

    /// <summary>Sets the lengths of a step.</summary>
    /// <param name="position">The step that begins.</param>
    void BeginStep(RunPosition position);

    /// <summary>Learns from a step.</summary>
    /// <param name="position">The step that ends.</param>
    /// <param name="loss">Its loss, the same on all processes.</param>
    /// <param name="group">The processes that learn together.</param>
    void EndStep(RunPosition position, double loss, IProcessGroup group)
    {
    }

    /// <summary>Sets the lengths of a batch of the test: those that steps have at this time.</summary>
    /// <remarks>Batch norm's running statistics belong to these lengths; with others the network seems worse than it
    /// is. Without it they are those of the last step.</remarks>
    /// <param name="position">The step before.</param>
    /// <param name="batch">Number of the batch.</param>
    void BeginTest(RunPosition position, int batch)
    {
    }

    /// <summary>Sets the lengths that nothing random has a say in: those of the result.</summary>
    void UseFinal();

    /// <summary>The real lengths that a site has arrived at; null where none was learned.</summary>
    /// <param name="site">The site.</param>
    (double? Mantissa, double? Exponent) Learned(StashSite site) => (null, null);

    /// <summary>Writes all that a resumed run needs.</summary>
    /// <param name="writer">Where to.</param>
    void Save(BinaryWriter writer)
    {
    }

    /// <summary>Reads what <see cref="Save"/> has written.</summary>
    /// <param name="reader">Where from.</param>
    void Load(BinaryReader reader)
    {
    }
}
