// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Data;
using static TorchSharp.torch;

namespace OwnNetwork;

/// <summary>Pictures of discs, squares, rings and crosses at random places, with noise; drawn when they are asked
/// for.</summary>
public sealed class Shapes : DataSet
{
    private const long Purpose = 1;
    private const int Kinds = 4;

    private readonly DataOptions _options;
    private readonly int _size;

    /// <summary>A set.</summary>
    /// <param name="options">What the command line says.</param>
    /// <param name="size">Setting: rows and columns of a picture, 12 or more.</param>
    /// <param name="count">Setting: pictures to learn from; a quarter as many are tested with.</param>
    public Shapes(DataOptions options, int size = 28, int count = 8192)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 12);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 4);
        (_options, _size, TrainCount) = (options, size, count);
    }

    /// <inheritdoc/>
    public override string Name => "shapes";

    /// <inheritdoc/>
    public override IReadOnlyList<long> InputShape => [1, _size, _size];

    /// <inheritdoc/>
    public override int Classes => Kinds;

    /// <inheritdoc/>
    public override int TrainCount { get; }

    /// <inheritdoc/>
    public override int TestCount => TrainCount / 4;

    /// <inheritdoc/>
    public override (Tensor Inputs, Tensor Targets) Batch(bool train, ReadOnlySpan<int> examples, long seed, int epoch)
    {
        var pixels = new float[examples.Length * _size * _size];
        var kinds = new long[examples.Length];
        for (var i = 0; i < examples.Length; i++)
        {
            // What is drawn follows from the key alone, so that a resumed run sees the same. With --no-augment an
            // example looks the same in each epoch.
            var random = new SplitMix(
                Purpose, train ? seed : -1, train && _options.Augment ? epoch : 0, train ? 1 : 0, examples[i]);
            kinds[i] = examples[i] % Kinds;
            Draw(pixels.AsSpan(i * _size * _size, _size * _size), (int)kinds[i], random);
        }

        return (tensor(pixels, [examples.Length, 1, _size, _size]), tensor(kinds));
    }

    private void Draw(Span<float> pixels, int kind, SplitMix random)
    {
        var radius = 3 + random.Below(_size / 4);
        var (middleY, middleX) = (Place(), Place());
        for (var y = 0; y < _size; y++)
        {
            for (var x = 0; x < _size; x++)
            {
                var (down, right) = (Math.Abs(y - middleY), Math.Abs(x - middleX));
                var distance = Math.Sqrt((down * down) + (right * right));
                var inside = kind switch
                {
                    0 => distance <= radius,
                    1 => Math.Max(down, right) <= radius,
                    2 => distance <= radius && distance > radius - 2,
                    _ => Math.Max(down, right) <= radius && Math.Min(down, right) < 1,
                };
                pixels[(y * _size) + x] = (float)((inside ? 1.5 : -0.5) + (0.4 * (random.Real() - 0.5)));
            }
        }

        int Place() => radius + random.Below(_size - (2 * radius));
    }
}
