// SPDX-License-Identifier: Apache-2.0

using static TorchSharp.torch;

namespace Rtlgen.Training.Run;

/// <summary>The processes that train one network together, each on its part of a batch.</summary>
/// <remarks>All of them must call the same methods in the same order, with as many values.</remarks>
public interface IProcessGroup
{
    /// <summary>This process, 0 to <see cref="Size"/> − 1.</summary>
    int Rank { get; }

    /// <summary>How many processes.</summary>
    int Size { get; }

    /// <summary>True if this process writes the files.</summary>
    bool IsWriter { get; }

    /// <summary>Replaces tensors with their average over all processes.</summary>
    /// <param name="tensors">Contiguous float32 tensors without gradients, in the same order everywhere.</param>
    void Average(IReadOnlyList<Tensor> tensors);

    /// <summary>Replaces numbers with their average over all processes.</summary>
    /// <param name="numbers">The numbers, as many everywhere.</param>
    void Average(Span<double> numbers);

    /// <summary>Replaces numbers with their sum over all processes.</summary>
    /// <param name="numbers">The numbers, as many everywhere.</param>
    void Sum(Span<double> numbers);

    /// <summary>Replaces numbers with the largest over all processes.</summary>
    /// <param name="numbers">The numbers, as many everywhere; none is NaN.</param>
    void Max(Span<double> numbers);

    /// <summary>Returns when all processes have called it.</summary>
    void Barrier();
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
    public void Average(IReadOnlyList<Tensor> tensors)
    {
    }

    /// <inheritdoc/>
    public void Average(Span<double> numbers)
    {
    }

    /// <inheritdoc/>
    public void Sum(Span<double> numbers)
    {
    }

    /// <inheritdoc/>
    public void Max(Span<double> numbers)
    {
    }

    /// <inheritdoc/>
    public void Barrier()
    {
    }
}
