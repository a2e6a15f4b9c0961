// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Accelerator;

/// <summary>A part of a training step.</summary>
public enum Pass
{
    /// <summary>From input to loss.</summary>
    Forward,

    /// <summary>Gradients of activations and of weights.</summary>
    Backward,

    /// <summary>The optimiser.</summary>
    Update,
}

/// <summary>What a layer waits for.</summary>
public enum Bound
{
    /// <summary>Its multiplications.</summary>
    Compute,

    /// <summary>Memory.</summary>
    Memory,

    /// <summary>Encoders or decoders.</summary>
    Codec,
}

/// <summary>Joules by what takes them.</summary>
/// <param name="Compute">Multiplications with additions.</param>
/// <param name="Memory">Bits read and written.</param>
/// <param name="Codec">Encoders and decoders.</param>
public readonly record struct Joules(double Compute, double Memory, double Codec)
{
    /// <summary>All of it.</summary>
    public double Total => Compute + Memory + Codec;

    /// <summary>The sum of two.</summary>
    public static Joules operator +(Joules left, Joules right) => Add(left, right);

    /// <summary>The sum of two.</summary>
    public static Joules Add(Joules left, Joules right) =>
        new(left.Compute + right.Compute, left.Memory + right.Memory, left.Codec + right.Codec);
}

/// <summary>One layer in one pass. Multiplying, moving and coding go on at the same time: the slowest settles how long
/// it takes.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="Macs">Multiplications with additions.</param>
/// <param name="Traffic">What passes between chip and memory.</param>
/// <param name="ComputeSeconds">Time of the multiplications.</param>
/// <param name="MemorySeconds">Time of the bits on the bus.</param>
/// <param name="CodecSeconds">Time of encoders or decoders, whichever takes longer.</param>
/// <param name="Energy">What it takes.</param>
public sealed record PassCost(
    Pass Pass, double Macs, Traffic Traffic, double ComputeSeconds, double MemorySeconds, double CodecSeconds,
    Joules Energy)
{
    /// <summary>How long it takes.</summary>
    public double Seconds => Math.Max(ComputeSeconds, Math.Max(MemorySeconds, CodecSeconds));

    /// <summary>What it waits for; of equals, multiplications count before memory, memory before the codec.</summary>
    public Bound Bound => ComputeSeconds >= Seconds ? Bound.Compute
        : MemorySeconds >= Seconds ? Bound.Memory
        : Bound.Codec;
}

/// <summary>One layer in a training step.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Passes">Its passes.</param>
public sealed record LayerCost(string Name, IReadOnlyList<PassCost> Passes)
{
    /// <summary>Multiplications with additions.</summary>
    public double Macs => Passes.Sum(pass => pass.Macs);

    /// <summary>What passes between chip and memory.</summary>
    public Traffic Traffic => Traffic.Sum(Passes.Select(pass => pass.Traffic));

    /// <summary>How long it takes.</summary>
    public double Seconds => Passes.Sum(pass => pass.Seconds);

    /// <summary>What it takes.</summary>
    public Joules Energy => Passes.Aggregate(default(Joules), (sum, pass) => sum + pass.Energy);

    /// <summary>What it waits for most of its time.</summary>
    public Bound Bound => Enum.GetValues<Bound>().MaxBy(SecondsOf);

    /// <summary>How long it waits for something.</summary>
    public double SecondsOf(Bound bound) => Passes.Where(pass => pass.Bound == bound).Sum(pass => pass.Seconds);
}

/// <summary>A training step.</summary>
/// <param name="Storage">How tensors lie in memory.</param>
/// <param name="Layers">The layers in the order of the forward pass, then what belongs to none.</param>
/// <param name="StashBits">Bits of all activations in memory.</param>
public sealed record StepCost(Storage Storage, IReadOnlyList<LayerCost> Layers, double StashBits)
{
    /// <summary>Multiplications with additions.</summary>
    public double Macs => Layers.Sum(layer => layer.Macs);

    /// <summary>What passes between chip and memory.</summary>
    public Traffic Traffic => Traffic.Sum(Layers.Select(layer => layer.Traffic));

    /// <summary>How long it takes.</summary>
    public double Seconds => Layers.Sum(layer => layer.Seconds);

    /// <summary>What it takes.</summary>
    public Joules Energy => Layers.Aggregate(default(Joules), (sum, layer) => sum + layer.Energy);

    /// <summary>How long it waits for something.</summary>
    public double SecondsOf(Bound bound) => Layers.Sum(layer => layer.SecondsOf(bound));

    /// <summary>Share of its time in which it waits for memory.</summary>
    public double MemoryBoundShare => Seconds == 0 ? 0 : SecondsOf(Bound.Memory) / Seconds;
}
