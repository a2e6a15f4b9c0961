// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Stash;

namespace Rtlgen.Training.Run;

/// <summary>What was written to memory over the whole run, if every stashed tensor is written once a step.</summary>
/// <remarks>
/// <c>fixed</c> is exact: every step's lengths times the counts. For the coders, mantissa and sign bits are exact, and
/// what an exponent costs is interpolated linearly between two measurements of the real codec.
/// Parameters without a site (norms, biases) count with all 32 bits on both sides.
/// </remarks>
public sealed class FootprintTotals
{
    private readonly StashSet _stash;
    private readonly long _otherValues;
    private readonly long[] _plain;
    private readonly double[,] _exponentBits;
    private readonly double[] _coded = new double[FootprintMeter.Coders.Count + 1];
    private long _stepsSince;
    private bool _measured;

    /// <summary>Totals of nothing.</summary>
    /// <param name="stash">The sites.</param>
    /// <param name="otherValues">Values of parameters without a site.</param>
    public FootprintTotals(StashSet stash, long otherValues)
    {
        ArgumentNullException.ThrowIfNull(stash);
        (_stash, _otherValues) = (stash, otherValues);
        _plain = new long[stash.Sites.Count];
        _exponentBits = new double[stash.Sites.Count, FootprintMeter.Coders.Count];
    }

    /// <summary>Bits that FP32 would have written.</summary>
    public double Fp32Bits { get; private set; }

    /// <summary>Bits of <c>fixed</c>.</summary>
    public double FixedBits { get; private set; }

    /// <summary>Bits of a coder.</summary>
    /// <param name="coder">Place in <see cref="FootprintMeter.Coders"/>.</param>
    public double CodedBits(int coder) => _coded[coder];

    /// <summary>Bits if every tensor takes the coder that is smallest for it.</summary>
    public double BestBits => _coded[^1];

    /// <summary>Values of parameters without a site.</summary>
    public long OtherValues => _otherValues;

    /// <summary>Adds a step with the sites' present lengths and counts.</summary>
    public void AddStep()
    {
        long all = _otherValues, bits = 32 * _otherValues;
        foreach (var site in _stash.Sites)
        {
            all += site.Count;
            bits += site.Count * site.ValueBits;
            _plain[site.Index] += site.Count * (site.Mantissa + (site.Sign ? 1 : 0));
        }

        Fp32Bits += 32.0 * all;
        FixedBits += bits;
        _stepsSince++;
    }

    /// <summary>Takes a measurement into account: for the steps since the one before.</summary>
    /// <param name="tensors">What was measured in the last step added.</param>
    public void Interpolate(IReadOnlyDictionary<StashSite, TensorFootprint> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var site in _stash.Sites)
        {
            var tensor = tensors[site];
            var best = double.MaxValue;
            for (var coder = 0; coder < FootprintMeter.Coders.Count; coder++)
            {
                var now = tensor.ExponentBits(coder);
                var before = _measured ? _exponentBits[site.Index, coder] : now;
                var bits = _plain[site.Index] + (_stepsSince * (double)site.Count * (before + now) / 2);
                _coded[coder] += bits;
                best = Math.Min(best, bits);
                _exponentBits[site.Index, coder] = now;
            }

            _coded[^1] += best;
            _plain[site.Index] = 0;
        }

        for (var i = 0; i < _coded.Length; i++)
        {
            _coded[i] += 32.0 * _otherValues * _stepsSince;
        }

        (_stepsSince, _measured) = (0, true);
    }

    /// <summary>Writes its state.</summary>
    /// <param name="writer">Where to.</param>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Fp32Bits);
        writer.Write(FixedBits);
        writer.Write(_stepsSince);
        writer.Write(_measured);
        Array.ForEach(_coded, writer.Write);
        Array.ForEach(_plain, writer.Write);
        foreach (var bits in _exponentBits)
        {
            writer.Write(bits);
        }
    }

    /// <summary>Reads its state.</summary>
    /// <param name="reader">Where from.</param>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        (Fp32Bits, FixedBits) = (reader.ReadDouble(), reader.ReadDouble());
        (_stepsSince, _measured) = (reader.ReadInt64(), reader.ReadBoolean());
        for (var i = 0; i < _coded.Length; i++)
        {
            _coded[i] = reader.ReadDouble();
        }

        for (var i = 0; i < _plain.Length; i++)
        {
            _plain[i] = reader.ReadInt64();
        }

        for (var site = 0; site < _exponentBits.GetLength(0); site++)
        {
            for (var coder = 0; coder < _exponentBits.GetLength(1); coder++)
            {
                _exponentBits[site, coder] = reader.ReadDouble();
            }
        }
    }
}
