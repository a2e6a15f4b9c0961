// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec;
using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Measure;

namespace Rtlgen.CommandLine.Exploration;

/// <summary>Tensors on which hardware is measured: how many bits a value takes.</summary>
/// <param name="name">What they are called.</param>
/// <param name="source">Their file.</param>
/// <param name="lengths">Lengths where hardware has them set at run time.</param>
internal sealed class ExploreTensors(string name, TensorFile source, ExploreLengths lengths) : IDisposable
{
    // A file has one position.
    private readonly Lock _reading = new();

    private readonly IReadOnlyList<TensorInfo> _tensors =
        [.. source.Tensors.Where(tensor => ContainerTypes.ContainerOf(tensor.Type) is not null)];

    /// <summary>What they are, in one line.</summary>
    public string Description =>
        $"{name}, {_tensors.Count} tensors, {TextTable.Count(_tensors.Sum(tensor => tensor.ElementCount))} values";

    /// <summary>Refuses a file without values.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public void Check()
    {
        if (_tensors.Sum(tensor => tensor.ElementCount) == 0)
        {
            throw new InvalidDataException($"{name}: has no values of F32, BF16 or F16, must have some");
        }
    }

    /// <summary>Bits of all values, each tensor with the best coder that hardware has.</summary>
    /// <param name="config">The hardware.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Bits a value, and container bits over these.</returns>
    /// <exception cref="FormatException">There is no such descriptor.</exception>
    public (double BitsPerValue, double Ratio) Measure(HardwareConfig config, CancellationToken cancellation)
    {
        var settings = Settings(config);
        var (values, bits) = (0L, 0L);
        foreach (var tensor in _tensors)
        {
            TensorStatistics statistics;
            lock (_reading)
            {
                (_, statistics) = SfpFile.MeasureAsync(source, tensor, settings, threads: 1, cancellation: cancellation)
                    .GetAwaiter().GetResult();
            }

            values += statistics.Values;
            bits += 8 * config.Coders.Min(coder => statistics.Of(coder).StreamBytes);
        }

        return ((double)bits / values, (double)config.Container.Bits * values / bits);
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    private BitlengthSettings Settings(HardwareConfig config)
    {
        var container = config.Container;
        var layout = new BitlengthSettings
        {
            Container = container.Name,
            Lanes = config.Lanes,
            Rows = config.Rows,
            Word = config.Word,
        };
        return config.Frozen is { } frozen
            ? layout with
            {
                Mantissa = frozen.Mantissa,
                Exponent = frozen.Exponent,
                Low = new AutoNumber(frozen.Low),
                Sign = new AutoNumber(frozen.Sign ? 1 : 0),
                Coder = frozen.Coder,
                Bias = frozen.Bias,
                Rounding = frozen.Rounding,
            }
            : layout with
            {
                Mantissa = Math.Min(lengths.Mantissa ?? container.MantissaBits, container.MantissaBits),
                Exponent = Math.Min(lengths.Exponent ?? container.ExponentBits, container.ExponentBits),
                Rounding = config.Roundings[0],
            };
    }
}
