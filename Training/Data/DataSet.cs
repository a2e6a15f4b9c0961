// SPDX-License-Identifier: Apache-2.0

using static TorchSharp.torch;

namespace Rtlgen.Training.Data;

/// <summary>What the command line says of a data set, for the constructor of a user's.</summary>
/// <param name="Path"><c>--data-path</c>; null if it is absent.</param>
/// <param name="Length"><c>--length</c>: letters of an example of text.</param>
/// <param name="Augment">False with <c>--no-augment</c>: examples as they are.</param>
public sealed record DataOptions(string? Path, int Length, bool Augment);

/// <summary>Examples to learn from and examples to be tested with.</summary>
/// <remarks>A user's data set derives from it: docs/own-network.md.</remarks>
public abstract class DataSet
{
    /// <summary>Its name on the command line; of a user's set what people call it.</summary>
    public abstract string Name { get; }

    /// <summary>Shape of one example's input: channels, rows and columns, or letters; a user's set that is no text may
    /// have any shape.</summary>
    public abstract IReadOnlyList<long> InputShape { get; }

    /// <summary>Number of classes, or of different letters.</summary>
    public abstract int Classes { get; }

    /// <summary>Number of examples to learn from.</summary>
    public abstract int TrainCount { get; }

    /// <summary>Number of examples to be tested with.</summary>
    public abstract int TestCount { get; }

    /// <summary>True if examples are letters in a row, false for pictures.</summary>
    public virtual bool IsText => false;

    /// <summary>Puts examples together.</summary>
    /// <param name="train">True for examples to learn from, changed at random as far as the set does that.</param>
    /// <param name="examples">Their numbers.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, counted from 0; with the seed it settles all that is random.</param>
    /// <returns>
    /// Inputs: float32 <c>[batch, channels, rows, columns]</c> for pictures, int64 <c>[batch, letters]</c> for text;
    /// targets: int64 <c>[batch]</c>, or <c>[batch, letters]</c>. The caller disposes of both.
    /// </returns>
    public abstract (Tensor Inputs, Tensor Targets) Batch(bool train, ReadOnlySpan<int> examples, long seed, int epoch);
}
