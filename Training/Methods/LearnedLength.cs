// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Data;

namespace Rtlgen.Training.Methods;

/// <summary>One real length that learns: a site's n or e.</summary>
/// <param name="initial">Where it starts, in bits.</param>
/// <param name="floor">Its lowest value, in bits.</param>
/// <param name="ceiling">Its highest value, in bits.</param>
internal sealed class LearnedLength(double initial, double floor, double ceiling)
{
    private const double Tiny = 1e-12;

    // A length this little above a whole one had the bit more in one step of ten: it is not worth it.
    private const double Forgiven = 0.1;

    private double _mean;
    private double _square;
    private long _seen;

    /// <summary>The length in bits, real.</summary>
    public double Bits { get; private set; } = Math.Clamp(initial, floor, ceiling);

    /// <summary>The length rounded up, unless it is within a tenth of a bit of the whole one below.</summary>
    public int Whole => (int)Math.Ceiling(Bits - Forgiven);

    /// <summary>⌊n⌋, from which the gradient looks one bit up; below the ceiling.</summary>
    public int Lower => Math.Min((int)Bits, (int)ceiling - 1);

    /// <summary>⌊n⌋ + 1 with probability n − ⌊n⌋, else ⌊n⌋.</summary>
    /// <param name="random">What draws.</param>
    /// <returns>The length of a step.</returns>
    public int Draw(SplitMix random)
    {
        var whole = (int)Bits;
        return random.Real() < Bits - whole ? whole + 1 : whole;
    }

    /// <summary>Takes a gradient into the averages.</summary>
    /// <param name="gradient">Estimate of ∂L/∂n.</param>
    /// <param name="averaging">Share of the past in the averages.</param>
    public void See(double gradient, double averaging)
    {
        // A single overflow must not spoil the average for good.
        gradient = double.IsFinite(gradient) ? gradient : 0;
        _mean = (averaging * _mean) + ((1 - averaging) * gradient);
        _square = (averaging * _square) + ((1 - averaging) * gradient * gradient);
        _seen++;
    }

    /// <summary>Moves against the averaged gradient and the regulariser.</summary>
    /// <param name="pressure">γ·λ, the regulariser's derivative.</param>
    /// <param name="rate">Most that it moves, in bits.</param>
    /// <param name="averaging">As for <see cref="See"/>.</param>
    /// <remarks>
    /// n ← n − rate·(ĝ + γλ)/(√ĝ² + γλ). As the noise of g is in the divisor, a tensor with a tiny share does not walk
    /// faster than one with a large share.
    /// </remarks>
    public void Move(double pressure, double rate, double averaging)
    {
        var share = 1 - Math.Pow(averaging, _seen);
        var (mean, deviation) = (_mean / share, Math.Sqrt(_square / share));
        var step = rate * (mean + pressure) / (deviation + pressure + Tiny);
        Bits = Math.Clamp(Bits - Math.Clamp(step, -rate, rate), floor, ceiling);
    }

    /// <summary>Adds whole bits.</summary>
    /// <param name="bits">How many.</param>
    public void Grow(int bits) => Bits = Math.Clamp(Bits + bits, floor, ceiling);

    /// <summary>Rounds the length up.</summary>
    public void RoundUp() => Bits = Whole;

    /// <summary>Writes its state.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Bits);
        writer.Write(_mean);
        writer.Write(_square);
        writer.Write(_seen);
    }

    /// <summary>Reads its state.</summary>
    public void Load(BinaryReader reader)
    {
        (Bits, _mean, _square) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        _seen = reader.ReadInt64();
    }
}
