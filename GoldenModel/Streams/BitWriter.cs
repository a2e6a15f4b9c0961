// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Streams;

/// <summary>A bit string that grows, least significant bit first, cut into words.</summary>
/// <remarks>docs/format.md section 5; each step is <see cref="PackRule.Append"/>.</remarks>
public sealed class BitWriter
{
    private readonly List<uint> _words = [];
    private BitWord _rest;
    private BitWord _fill = new(0, PackRule.WidthBits);

    /// <summary>An empty bit string.</summary>
    /// <param name="word">Bits of a word: 16 or 32.</param>
    public BitWriter(int word) => _rest = new BitWord(0, word);

    /// <summary>Appends the low <paramref name="width"/> bits of <paramref name="bits"/>.</summary>
    /// <param name="bits">The bits; those at and above <paramref name="width"/> must be 0.</param>
    /// <param name="width">How many: 0 to the word's.</param>
    public void Append(uint bits, int width) =>
        Append(new BitWord(bits, _rest.Width), new BitWord((ulong)width, PackRule.WidthBits));

    /// <inheritdoc cref="Append(uint, int)"/>
    public void Append(BitWord bits, BitWord width)
    {
        var appended = PackRule.Append(_rest, _fill, bits, width);
        if (appended.Spilled.Value != 0)
        {
            _words.Add((uint)appended.Word.Value);
        }

        (_rest, _fill) = (appended.Rest, appended.Fill);
    }

    /// <summary>Ends the bit string: the last word is filled with zeros.</summary>
    /// <returns>All words; none for an empty string.</returns>
    public IReadOnlyList<uint> Finish()
    {
        if (_fill.Value > 0)
        {
            _words.Add((uint)_rest.Value);
            (_rest, _fill) = (_rest with { Value = 0 }, _fill with { Value = 0 });
        }

        return _words;
    }
}
