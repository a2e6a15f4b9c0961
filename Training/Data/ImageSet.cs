// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Training.Stash;
using static TorchSharp.torch;

namespace Rtlgen.Training.Data;

/// <summary>Pictures of one size, 8 bits a channel, and their classes.</summary>
/// <param name="Channels">Channels, 1 or 3.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Pixels">Pictures one after the other, shape <c>[pictures, channels, rows, columns]</c>.</param>
/// <param name="Labels">Classes, shape <c>[pictures]</c>.</param>
public sealed record Images(int Channels, int Height, int Width, byte[] Pixels, byte[] Labels)
{
    /// <summary>Number of pictures.</summary>
    public int Count => Labels.Length;

    /// <summary>Bytes of a picture.</summary>
    public int Size => Channels * Height * Width;

    /// <summary>The first pictures.</summary>
    /// <param name="count">How many; all if there are no more.</param>
    /// <returns>As many, or all.</returns>
    public Images First(int count) => count >= Count
        ? this
        : this with { Pixels = Pixels[..(count * Size)], Labels = Labels[..count] };
}

/// <summary>How a set of pictures is changed at random, so that none is seen twice.</summary>
/// <param name="Pad">Black rows and columns around it, from which a picture of the old size is cut.</param>
/// <param name="Flip">True mirrors every other picture.</param>
/// <remarks>He et al., "Deep residual learning", 2016, section 4.2: pad 4 and mirror.</remarks>
public readonly record struct Augmentation(int Pad, bool Flip)
{
    /// <summary>Pictures stay as they are.</summary>
    public static Augmentation None => default;
}

/// <summary>A set of pictures; values are normalised to mean 0 and deviation 1 by channel.</summary>
public sealed class ImageSet : DataSet
{
    private const long Purpose = 2;
    private const int StatisticsPictures = 10_000;

    private readonly Images _train;
    private readonly Images _test;
    private readonly Augmentation _augmentation;
    private readonly float[] _mean;
    private readonly float[] _scale;

    /// <summary>A set.</summary>
    /// <param name="name">Its name on the command line.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="train">Pictures to learn from; their mean and deviation normalise all.</param>
    /// <param name="test">Pictures to be tested with.</param>
    /// <param name="augmentation">How the first are changed.</param>
    public ImageSet(string name, int classes, Images train, Images test, Augmentation augmentation)
    {
        ArgumentNullException.ThrowIfNull(train);
        (Name, Classes, _train, _test, _augmentation) = (name, classes, train, test, augmentation);
        InputShape = [train.Channels, train.Height, train.Width];
        (_mean, _scale) = Statistics(train.First(StatisticsPictures));
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<long> InputShape { get; }

    /// <inheritdoc/>
    public override int Classes { get; }

    /// <inheritdoc/>
    public override int TrainCount => _train.Count;

    /// <inheritdoc/>
    public override int TestCount => _test.Count;

    /// <inheritdoc/>
    public override (Tensor Inputs, Tensor Targets) Batch(
        bool train, ReadOnlySpan<int> examples, long seed, int epoch)
    {
        var images = train ? _train : _test;
        var targets = new long[examples.Length];
        var inputs = empty([examples.Length, .. InputShape], ScalarType.Float32);
        var pixels = MemoryMarshal.Cast<byte, float>(inputs.bytes);
        for (var i = 0; i < examples.Length; i++)
        {
            var example = examples[i];
            targets[i] = images.Labels[example];
            var (down, right, flip) = (0, 0, false);
            if (train && _augmentation != Augmentation.None)
            {
                var random = new SplitMix(Purpose, seed, epoch, example);
                down = random.Below((2 * _augmentation.Pad) + 1) - _augmentation.Pad;
                right = random.Below((2 * _augmentation.Pad) + 1) - _augmentation.Pad;
                flip = _augmentation.Flip && random.Below(2) == 1;
            }

            Place(images, example, (down, right, flip), pixels.Slice(i * images.Size, images.Size));
        }

        return (MemoryOrder.ChannelsLast(inputs), tensor(targets));
    }

    private void Place(Images images, int example, (int Down, int Right, bool Flip) change, Span<float> to)
    {
        var (height, width) = (images.Height, images.Width);
        var from = images.Pixels.AsSpan(example * images.Size, images.Size);
        for (var channel = 0; channel < images.Channels; channel++)
        {
            var (mean, scale) = (_mean[channel], _scale[channel]);
            for (var y = 0; y < height; y++)
            {
                var row = y + change.Down;
                var line = to.Slice(((channel * height) + y) * width, width);
                if (row < 0 || row >= height)
                {
                    line.Fill(-mean * scale);
                    continue;
                }

                var source = from.Slice(((channel * height) + row) * width, width);
                for (var x = 0; x < width; x++)
                {
                    var column = (change.Flip ? width - 1 - x : x) + change.Right;
                    var pixel = column >= 0 && column < width ? source[column] : 0;
                    line[x] = (pixel - mean) * scale;
                }
            }
        }
    }

    private static (float[] Mean, float[] Scale) Statistics(Images images)
    {
        var plane = images.Height * images.Width;
        var (mean, scale) = (new float[images.Channels], new float[images.Channels]);
        for (var channel = 0; channel < images.Channels; channel++)
        {
            var (sum, squares) = (0L, 0L);
            for (var image = 0; image < images.Count; image++)
            {
                foreach (var pixel in images.Pixels.AsSpan((image * images.Size) + (channel * plane), plane))
                {
                    sum += pixel;
                    squares += pixel * pixel;
                }
            }

            var count = Math.Max(1.0, (double)images.Count * plane);
            var average = sum / count;
            mean[channel] = (float)average;
            scale[channel] = (float)(1 / Math.Max(1, Math.Sqrt((squares / count) - (average * average))));
        }

        return (mean, scale);
    }
}
