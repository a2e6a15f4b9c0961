// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Methods;
using Rtlgen.Training.Run;
using Rtlgen.Training.Stash;

namespace OwnNetwork;

/// <summary>One mantissa length for all tensors: a bit more whenever the loss has not fallen for a while.</summary>
/// <param name="mantissa">Setting: mantissa bits at the start, 0 to 23.</param>
/// <param name="exponent">Setting: exponent bits, 1 to 8.</param>
/// <param name="patience">Setting: steps without a lower loss that give a bit.</param>
public sealed class Plateau(int mantissa = 1, int exponent = 5, int patience = 50) : ILengthMethod
{
    private const int Most = 23;
    private const double Averaging = 0.95;

    private StashSet _stash = new();
    private double _loss = double.NaN;
    private double _lowest = double.PositiveInfinity;
    private int _waited;

    /// <inheritdoc/>
    public void Attach(StashSet stash, MethodOptions options)
    {
        _stash = stash;
        foreach (var site in stash.Sites)
        {
            site.Rounding = options.Rounding;
        }

        UseFinal();
    }

    /// <inheritdoc/>
    public void BeginStep(RunPosition position) => UseFinal();

    /// <inheritdoc/>
    public void EndStep(RunPosition position, double loss, IProcessGroup group)
    {
        // The loss is the same in all processes, and so are the lengths.
        _loss = double.IsNaN(_loss) ? loss : (Averaging * _loss) + ((1 - Averaging) * loss);
        _waited = _loss < _lowest ? 0 : _waited + 1;
        _lowest = Math.Min(_lowest, _loss);
        if (_waited >= patience && mantissa < Most)
        {
            mantissa++;
            _waited = 0;
        }
    }

    /// <inheritdoc/>
    public void UseFinal()
    {
        foreach (var site in _stash.Sites)
        {
            (site.Mantissa, site.Exponent) = (mantissa, exponent);
        }
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(mantissa);
        writer.Write(_loss);
        writer.Write(_lowest);
        writer.Write(_waited);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        mantissa = reader.ReadInt32();
        (_loss, _lowest) = (reader.ReadDouble(), reader.ReadDouble());
        _waited = reader.ReadInt32();
    }
}
