// SPDX-License-Identifier: Apache-2.0

using static TorchSharp.torch;

namespace Rtlgen.Training.Run;

/// <summary>The processes that train one network together, each on its part of a batch.</summary>
public interface IProcessGroup
{
    /// <summary>This process, 0 to <see cref="Size"/> − 1.</summary>
    int Rank { get; }

    /// <summary>How many processes.</summary>
    int Size { get; }

    /// <summary>True if this process writes the files.</summary>
    bool IsWriter { get; }

    /// <summary>Replaces gradients with their average over all processes.</summary>
    /// <param name="gradients">The gradients, in the same order everywhere.</param>
    void AverageGradients(IReadOnlyList<Tensor> gradients);

    /// <summary>Replaces numbers with their average over all processes.</summary>
    /// <param name="numbers">The numbers, as many everywhere.</param>
    void Average(Span<double> numbers);
}

/// <summary>One process alone.</summary>
public sealed class SingleProcess : IProcessGroup
{
    /// <inheritdoc/>
    public int Rank => 0;

    /// <inheritdoc/>
    public int Size => 1;

    /// <inheritdoc/>
    public bool IsWriter => true;

    /// <inheritdoc/>
    public void AverageGradients(IReadOnlyList<Tensor> gradients)
    {
    }

    /// <inheritdoc/>
    public void Average(Span<double> numbers)
    {
    }
}
