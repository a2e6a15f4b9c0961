// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Data;
using Rtlgen.Training.Run;
using Rtlgen.Training.Stash;

namespace Rtlgen.Training.Methods;

/// <summary>Real lengths that follow the gradient of loss + γ·Σ λᵢ·nᵢ.</summary>
/// <remarks>
/// Quantum Mantissa and Quantum Exponent of arXiv 2204.13666, section 3; averaging, steps, warm-up and floors are our
/// own (docs/training.md).
/// </remarks>
/// <param name="learnsMantissa">True if n learns.</param>
/// <param name="learnsExponent">True if e learns.</param>
internal abstract class QuantumLengths(bool learnsMantissa, bool learnsExponent) : ILengthMethod
{
    private const long Purpose = 5;
    private const long TestPurpose = 6;

    private StashSet _stash = new();
    private MethodOptions _options = new();
    private LearnedLength[] _mantissas = [];
    private LearnedLength[] _exponents = [];
    private (double Mantissa, double Exponent)[] _learned = [];
    private bool _frozen;

    /// <inheritdoc/>
    public void Attach(StashSet stash, MethodOptions options)
    {
        (_stash, _options) = (stash, options);
        var (most, widest) = (Container.Fp32.MantissaBits, Container.Fp32.ExponentBits);
        _mantissas = [.. stash.Sites.Select(site => new LearnedLength(
            site.Kind == TensorKind.Weight ? options.InitialWeightMantissa : options.InitialMantissa,
            options.FloorMantissa, most))];
        _exponents = [.. stash.Sites.Select(site => new LearnedLength(
            site.Kind == TensorKind.Weight ? options.InitialWeightExponent : options.InitialExponent,
            options.FloorExponent, widest))];
        _learned = new (double, double)[stash.Sites.Count];
        foreach (var site in stash.Sites)
        {
            site.Rounding = options.Rounding;
        }

        stash.Learners = Lower;
        UseFinal();
    }

    /// <inheritdoc/>
    public void BeginStep(RunPosition position)
    {
        if (!_frozen && position.Done >= 1 - _options.FrozenShare)
        {
            Freeze();
        }

        foreach (var site in _stash.Sites)
        {
            (site.MantissaGradient, site.ExponentGradient) = (0, 0);
            Draw(site, new SplitMix(Purpose, _options.Seed, position.Step, site.Index));
        }
    }

    /// <inheritdoc/>
    public void EndStep(RunPosition position, double loss, IProcessGroup group)
    {
        if (_frozen)
        {
            return;
        }

        var sites = _stash.Sites;
        var gradients = new double[2 * sites.Count];
        foreach (var site in sites)
        {
            gradients[2 * site.Index] = site.MantissaGradient;
            gradients[(2 * site.Index) + 1] = site.ExponentGradient;
        }

        group.Average(gradients);
        var total = (double)sites.Sum(site => site.Count);
        var gamma = _options.Gammas[(int)(position.Done * _options.Gammas.Count)];
        foreach (var site in sites)
        {
            var pressure = gamma * site.Count / total;
            Learn(site, position, pressure, gradients.AsSpan(2 * site.Index, 2));
        }
    }

    /// <inheritdoc/>
    public void BeginTest(RunPosition position, int batch)
    {
        foreach (var site in _stash.Sites)
        {
            Draw(site, new SplitMix(TestPurpose, _options.Seed, position.Step, batch, site.Index));
        }
    }

    /// <inheritdoc/>
    public void UseFinal()
    {
        foreach (var site in _stash.Sites)
        {
            site.Mantissa = learnsMantissa ? _mantissas[site.Index].Whole : Container.Fp32.MantissaBits;
            site.Exponent = learnsExponent ? _exponents[site.Index].Whole : Container.Fp32.ExponentBits;
        }
    }

    /// <inheritdoc/>
    public (double? Mantissa, double? Exponent) Learned(StashSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var (mantissa, exponent) = _frozen
            ? _learned[site.Index]
            : (_mantissas[site.Index].Bits, _exponents[site.Index].Bits);
        return (learnsMantissa ? mantissa : null, learnsExponent ? exponent : null);
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(_frozen);
        for (var i = 0; i < _learned.Length; i++)
        {
            _mantissas[i].Save(writer);
            _exponents[i].Save(writer);
            writer.Write(_learned[i].Mantissa);
            writer.Write(_learned[i].Exponent);
        }
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _frozen = reader.ReadBoolean();
        for (var i = 0; i < _learned.Length; i++)
        {
            _mantissas[i].Load(reader);
            _exponents[i].Load(reader);
            _learned[i] = (reader.ReadDouble(), reader.ReadDouble());
        }

        _stash.Learners = _frozen ? null : Lower;
        UseFinal();
    }

    private (int Mantissa, int Exponent) Lower(StashSite site) => (
        learnsMantissa ? _mantissas[site.Index].Lower : -1, learnsExponent ? _exponents[site.Index].Lower : -1);

    private void Draw(StashSite site, SplitMix random)
    {
        if (learnsMantissa)
        {
            site.Mantissa = _mantissas[site.Index].Draw(random);
        }

        if (learnsExponent)
        {
            _ = random.Next();
            site.Exponent = _exponents[site.Index].Draw(random);
        }
    }

    private void Learn(StashSite site, RunPosition position, double pressure, ReadOnlySpan<double> gradients)
    {
        var averaging = _options.Averaging;
        var rate = position.Step < _options.Warmup ? 0
            : site.Kind == TensorKind.Weight ? _options.WeightRate : _options.ActivationRate;
        if (learnsMantissa)
        {
            _mantissas[site.Index].See(gradients[0], averaging);
            _mantissas[site.Index].Move(pressure, rate, averaging);
        }

        if (learnsExponent)
        {
            _exponents[site.Index].See(gradients[1], averaging);
            _exponents[site.Index].Move(pressure, rate, averaging);
        }
    }

    // Rounded up, and some bits back; from now on nothing is drawn.
    private void Freeze()
    {
        _frozen = true;
        _stash.Learners = null;
        foreach (var site in _stash.Sites)
        {
            var (mantissa, exponent) = (_mantissas[site.Index], _exponents[site.Index]);
            _learned[site.Index] = (mantissa.Bits, exponent.Bits);
            mantissa.Grow(site.Kind == TensorKind.Activation ? _options.Regrowth : 0);
            mantissa.RoundUp();
            exponent.RoundUp();
        }
    }
}

/// <summary><c>qm</c>: Quantum Mantissa; exponents stay whole.</summary>
internal sealed class QuantumMantissa() : QuantumLengths(learnsMantissa: true, learnsExponent: false);

/// <summary><c>qe</c>: Quantum Exponent; mantissas stay whole.</summary>
internal sealed class QuantumExponent() : QuantumLengths(learnsMantissa: false, learnsExponent: true);

/// <summary><c>qm+qe</c>: both.</summary>
internal sealed class QuantumBoth() : QuantumLengths(learnsMantissa: true, learnsExponent: true);
