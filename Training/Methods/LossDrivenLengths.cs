// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Run;
using Rtlgen.Training.Stash;

namespace Rtlgen.Training.Methods;

/// <summary>One length for the whole network that shrinks while the loss falls and grows when it rises.</summary>
/// <remarks>
/// BitChop and BitWave of arXiv 2204.13666: M ← M + α(L − M); a loss below M − ε takes a bit away, one above M + ε
/// gives one back. L is the mean over a period of steps, ε a share of the average distance |L − M|, so that it needs no
/// unit. After a jump of the learning rate all bits are kept for a while.
/// </remarks>
/// <param name="chopsExponents">True if mantissas and exponents change in turn, false for mantissas alone.</param>
internal abstract class LossDrivenLengths(bool chopsExponents) : ILengthMethod
{
    private StashSet _stash = new();
    private MethodOptions _options = new();
    private int _mantissa;
    private int _exponent;
    private double _sum;
    private double _average = double.NaN;
    private double _distance;
    private long _decisions;
    private long _fullUntil;

    /// <inheritdoc/>
    public void Attach(StashSet stash, MethodOptions options)
    {
        (_stash, _options) = (stash, options);
        _mantissa = options.LossInitialMantissa;
        _exponent = chopsExponents ? options.LossInitialExponent : Container.Fp32.ExponentBits;
        foreach (var site in stash.Sites)
        {
            site.Rounding = options.Rounding;
        }

        UseFinal();
    }

    /// <inheritdoc/>
    public void BeginStep(RunPosition position)
    {
        if (position.RateJumped)
        {
            _fullUntil = position.Step + _options.FullSteps;
        }

        if (position.Step < _fullUntil)
        {
            Use(Container.Fp32.MantissaBits, Container.Fp32.ExponentBits);
        }
        else
        {
            UseFinal();
        }
    }

    /// <inheritdoc/>
    public void EndStep(RunPosition position, double loss, IProcessGroup group)
    {
        _sum += loss;
        if ((position.Step + 1) % _options.LossPeriod == 0)
        {
            Decide(_sum / _options.LossPeriod, position.Step >= _fullUntil);
            _sum = 0;
        }
    }

    /// <inheritdoc/>
    public void BeginTest(RunPosition position, int batch) => UseFinal();

    /// <inheritdoc/>
    public void UseFinal() => Use(_mantissa, _exponent);

    /// <inheritdoc/>
    public (double? Mantissa, double? Exponent) Learned(StashSite site) => (null, null);

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(_mantissa);
        writer.Write(_exponent);
        writer.Write(_sum);
        writer.Write(_average);
        writer.Write(_distance);
        writer.Write(_decisions);
        writer.Write(_fullUntil);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        (_mantissa, _exponent) = (reader.ReadInt32(), reader.ReadInt32());
        _sum = reader.ReadDouble();
        (_average, _distance) = (reader.ReadDouble(), reader.ReadDouble());
        (_decisions, _fullUntil) = (reader.ReadInt64(), reader.ReadInt64());
        UseFinal();
    }

    // A step's loss is mostly noise; the mean of a period's is compared.
    private void Decide(double loss, bool moves)
    {
        var difference = double.IsNaN(_average) ? 0 : loss - _average;
        var margin = _options.LossMargin * _distance;
        _average = double.IsNaN(_average) ? loss : _average + (_options.LossAveraging * difference);
        _distance += _options.LossAveraging * (Math.Abs(difference) - _distance);
        var change = !moves ? 0 : difference < -margin ? -1 : difference > margin ? 1 : 0;
        if (chopsExponents && _decisions++ % 2 == 1)
        {
            _exponent = Math.Clamp(_exponent + change, _options.LossFloorExponent, Container.Fp32.ExponentBits);
        }
        else
        {
            _mantissa = Math.Clamp(_mantissa + change, _options.LossFloorMantissa, Container.Fp32.MantissaBits);
        }
    }

    private void Use(int mantissa, int exponent)
    {
        foreach (var site in _stash.Sites)
        {
            (site.Mantissa, site.Exponent) = (mantissa, exponent);
        }
    }
}

/// <summary><c>bitchop</c>: mantissas.</summary>
internal sealed class BitChop() : LossDrivenLengths(chopsExponents: false);

/// <summary><c>bitwave</c>: mantissas and exponents in turn.</summary>
internal sealed class BitWave() : LossDrivenLengths(chopsExponents: true);
