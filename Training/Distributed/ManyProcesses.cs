// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Training.Run;
using static TorchSharp.torch;

namespace Rtlgen.Training.Distributed;

/// <summary>Several processes that train together.</summary>
/// <remarks>All methods throw <see cref="ProcessGroupException"/> if a process is lost.</remarks>
/// <param name="group">The processes; the caller disposes of it.</param>
public sealed class ManyProcesses(ProcessGroup group) : IProcessGroup
{
    private float[] _flat = [];

    /// <inheritdoc/>
    public int Rank => group.Rank;

    /// <inheritdoc/>
    public int Size => group.Size;

    /// <inheritdoc/>
    public bool IsWriter => group.IsWriter;

    /// <inheritdoc/>
    public void Average(IReadOnlyList<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);

        // One collective for all: a network has many small tensors, and each collective waits for all processes.
        var count = (int)tensors.Sum(tensor => tensor.numel());
        if (_flat.Length < count)
        {
            _flat = GC.AllocateUninitializedArray<float>(count);
        }

        var start = 0;
        foreach (var tensor in tensors)
        {
            var values = MemoryMarshal.Cast<byte, float>(tensor.bytes);
            values.CopyTo(_flat.AsSpan(start));
            start += values.Length;
        }

        group.Sum(_flat.AsSpan(0, count));
        start = 0;
        foreach (var tensor in tensors)
        {
            var values = MemoryMarshal.Cast<byte, float>(tensor.bytes);
            _flat.AsSpan(start, values.Length).CopyTo(values);
            _ = tensor.div_(Size);
            start += values.Length;
        }
    }

    /// <inheritdoc/>
    public void Average(Span<double> numbers)
    {
        group.Sum(numbers);
        foreach (ref var number in numbers)
        {
            number /= Size;
        }
    }

    /// <inheritdoc/>
    public void Sum(Span<double> numbers) => group.Sum(numbers);

    /// <inheritdoc/>
    public void Max(Span<double> numbers) => group.Max(numbers);

    /// <inheritdoc/>
    public void Barrier() => group.Barrier();
}
