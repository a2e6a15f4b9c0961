// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Data;
using Rtlgen.Training.Stash;
using static TorchSharp.torch;

namespace Rtlgen.Training.Own;

/// <summary>A user's data set: what it gives is checked, and limits cut it.</summary>
internal sealed class OwnData : DataSet
{
    private const int PictureDimensions = 4;

    private readonly OwnClass _origin;
    private readonly DataSet _data;

    /// <summary>Opens a set.</summary>
    /// <param name="origin">Its class.</param>
    /// <param name="options">What its constructor may ask for.</param>
    /// <param name="trainLimit">Most examples to learn from.</param>
    /// <param name="testLimit">Most examples to be tested with.</param>
    /// <exception cref="InvalidDataException">It throws, or is not what training needs.</exception>
    public OwnData(OwnClass origin, DataOptions options, int trainLimit, int testLimit)
    {
        _origin = origin;
        _data = (DataSet)origin.Make(OwnKind.Data, options);
        (Name, InputShape, Classes, TrainCount, TestCount, IsText) = OwnCode.Run(origin, "a property", () => (
            _data.Name, _data.InputShape, _data.Classes, Math.Min(_data.TrainCount, trainLimit),
            Math.Min(_data.TestCount, testLimit), _data.IsText));
        Require(!string.IsNullOrEmpty(Name), "Name is empty, must be what people call it");
        Require(
            InputShape is { Count: > 0 } && InputShape.All(length => length > 0),
            "InputShape must have one or more lengths above 0");
        Require(Classes > 0, $"Classes is {Classes}, must be above 0");
        Require(TrainCount > 0, $"TrainCount is {TrainCount}, must be above 0");
        Require(TestCount > 0, $"TestCount is {TestCount}, must be above 0");
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<long> InputShape { get; }

    /// <inheritdoc/>
    public override int Classes { get; }

    /// <inheritdoc/>
    public override int TrainCount { get; }

    /// <inheritdoc/>
    public override int TestCount { get; }

    /// <inheritdoc/>
    public override bool IsText { get; }

    /// <inheritdoc/>
    public override (Tensor Inputs, Tensor Targets) Batch(bool train, ReadOnlySpan<int> examples, long seed, int epoch)
    {
        var numbers = examples.ToArray();
        var (inputs, targets) = OwnCode.Run(
            _origin, nameof(Batch), () => _data.Batch(train, numbers, seed, epoch));
        Check("inputs", inputs, IsText ? ScalarType.Int64 : ScalarType.Float32, [numbers.Length, .. InputShape]);
        Check("targets", targets, ScalarType.Int64, IsText ? [numbers.Length, .. InputShape] : [numbers.Length]);
        using var most = targets.max();
        using var least = targets.min();
        Require(
            least.item<long>() >= 0 && most.item<long>() < Classes,
            $"Batch gives targets of {least.item<long>()} to {most.item<long>()}, must be 0 to {Classes - 1}");
        return (Arrange(inputs), targets);
    }

    // Pictures lie in memory as those of the other sets.
    private static Tensor Arrange(Tensor inputs)
    {
        if (inputs.dim() != PictureDimensions || MemoryOrder.HasChannelsLast(inputs))
        {
            return inputs;
        }

        using (inputs)
        {
            using var plain = inputs.contiguous();
            return MemoryOrder.ChannelsLast(plain);
        }
    }

    private void Check(string what, Tensor tensor, ScalarType type, long[] shape) => Require(
        tensor.dtype == type && tensor.shape.SequenceEqual(shape),
        $"Batch gives {what} of {tensor.dtype} [{string.Join(", ", tensor.shape)}], must be {type} "
        + $"[{string.Join(", ", shape)}]");

    private void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw OwnCode.Wrong(_origin, message);
        }
    }
}
