// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Streams;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Measure;

/// <summary>
/// x of docs/format.md section 2 as a table, made by asking the golden rule. For one container exponent X, x takes at
/// most two values: the second one from that mantissa on which rounds up into the next exponent.
/// </summary>
internal sealed class ExponentTable
{
    private readonly Entry[] _entries;

    /// <summary>The table of a legal descriptor.</summary>
    public ExponentTable(Descriptor descriptor)
    {
        var bits = DescriptorBits.From<BitWord>(descriptor);
        var container = descriptor.Container;
        _entries = new Entry[container.MaxExponent + 1];
        for (var exponent = 0; exponent < _entries.Length; exponent++)
        {
            _entries[exponent] = Build(mantissa => Golden(container, bits, exponent, mantissa), container.MantissaBits);
        }
    }

    /// <summary>x of a value.</summary>
    /// <param name="exponent">X, in the container's range.</param>
    /// <param name="mantissa">F.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Lookup(uint exponent, uint mantissa)
    {
        ref readonly var entry = ref _entries[exponent];
        return mantissa < entry.UpFrom ? entry.Down : entry.Up;
    }

    private static byte Golden(Container container, DescriptorBits<BitWord> bits, int exponent, uint mantissa)
    {
        var code = ((uint)exponent << container.MantissaBits) | mantissa;
        return (byte)StreamEncoder.Adapt(container, bits, code).Value.Exponent.Value;
    }

    private static Entry Build(Func<uint, byte> golden, int mantissaBits)
    {
        var (down, up) = (golden(0), golden((1u << mantissaBits) - 1));
        var upFrom = 1u << mantissaBits;
        for (var bit = mantissaBits - 1; bit >= 0 && down != up; bit--)
        {
            var candidate = upFrom - (1u << bit);
            upFrom = golden(candidate) == up ? candidate : upFrom;
        }

        return new Entry(upFrom, down, up);
    }

    private readonly record struct Entry(uint UpFrom, byte Down, byte Up);
}
