// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.Training.Run;
using static TorchSharp.torch;

namespace Rtlgen.Benchmarks.Ranks;

/// <summary>A group that clocks how long its collectives take, waiting for the slowest process included.</summary>
internal sealed class TimedGroup(IProcessGroup group) : IProcessGroup
{
    /// <summary>Time in collectives.</summary>
    public Stopwatch Waiting { get; } = new();

    /// <inheritdoc/>
    public int Rank => group.Rank;

    /// <inheritdoc/>
    public int Size => group.Size;

    /// <inheritdoc/>
    public bool IsWriter => group.IsWriter;

    /// <inheritdoc/>
    public void Average(IReadOnlyList<Tensor> tensors)
    {
        Waiting.Start();
        group.Average(tensors);
        Waiting.Stop();
    }

    /// <inheritdoc/>
    public void Average(Span<double> numbers)
    {
        Waiting.Start();
        group.Average(numbers);
        Waiting.Stop();
    }

    /// <inheritdoc/>
    public void Sum(Span<double> numbers)
    {
        Waiting.Start();
        group.Sum(numbers);
        Waiting.Stop();
    }

    /// <inheritdoc/>
    public void Max(Span<double> numbers)
    {
        Waiting.Start();
        group.Max(numbers);
        Waiting.Stop();
    }

    /// <inheritdoc/>
    public void Barrier()
    {
        Waiting.Start();
        group.Barrier();
        Waiting.Stop();
    }
}
