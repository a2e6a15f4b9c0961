// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Simulation.Benches;

namespace Rtlgen.Verification.Simulation.Checks;

/// <summary>Corners of what the encoder gets.</summary>
internal static class EncoderCorners
{
    /// <summary>Rows of ones where a single lane loses something: a small number, a large one, a NaN, a sign.</summary>
    public static IEnumerable<BatchTensor> LoneLosses(HardwareConfig config)
    {
        var container = config.Container;
        var middle = container.MaxExponent / 2;
        var descriptor = CornerBatches.Describe(config, new Descriptor
        {
            Mantissa = 0,
            Exponent = 3,
            Low = middle - 3,
            Sign = false,
            Bias = Descriptor.DefaultBias(3),
        });
        var one = (uint)middle << container.MantissaBits;
        uint[] specials =
        [
            1u << container.MantissaBits,
            (uint)(container.MaxExponent - 1) << container.MantissaBits,
            ((uint)container.MaxExponent << container.MantissaBits) + 1,
            one | (1u << (container.Bits - 1)),
        ];
        return specials.SelectMany(special => Enumerable.Range(0, config.Lanes).Select(lane =>
        {
            var values = Enumerable.Repeat(one, config.Lanes).ToArray();
            values[lane] = special;
            return BatchTensor.Code(descriptor, values, config.HasMetadata, damage: null);
        }));
    }

    /// <summary>Rows whose <c>tkeep</c> lacks one lane, one byte, or has one byte too many.</summary>
    public static IEnumerable<BatchTensor> WrongKeeps(HardwareConfig config)
    {
        var bytes = config.Container.Bits / 8;
        var all = Ones(config.Lanes * bytes);
        var descriptor = CornerBatches.Describe(config, Descriptor.Lossless(config.Container) with { Mantissa = 0 });
        var lanes = Enumerable.Range(0, config.Lanes - 1).Select(lane => all & ~(Ones(bytes) << (lane * bytes)));
        var missing = Enumerable.Range(0, config.Lanes * bytes).Select(place => all & ~(UInt128.One << place));
        var extra = Enumerable.Range(0, config.Lanes * bytes)
            .Select(place => Ones(place / bytes * bytes) | (UInt128.One << place));
        return lanes.Concat(missing).Concat(extra).Select(keep =>
            BatchTensor.Code(descriptor, new uint[config.Lanes], config.HasMetadata, damage: null) with
            {
                Malformed = new KeepFault(0, keep),
            });
    }

    private static UInt128 Ones(int bits) => bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
}
