// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;

namespace Rtlgen.GoldenModel.Streams;

/// <summary>Reads a bit string of words back, least significant bit first.</summary>
/// <remarks>docs/format.md section 5; each step is <see cref="PackRule.Take"/>.</remarks>
public ref struct BitReader
{
    private readonly ReadOnlySpan<uint> _words;
    private readonly int _stride;
    private readonly int _word;
    private readonly string _name;
    private long _position;

    /// <summary>A reader at the start of the string.</summary>
    /// <param name="words">The words; every <paramref name="stride"/>-th one from the first is read.</param>
    /// <param name="word">Bits of a word: 16 or 32.</param>
    /// <param name="stride">1, or the number of lanes where the words of lanes lie side by side.</param>
    /// <param name="name">What errors call the string.</param>
    public BitReader(ReadOnlySpan<uint> words, int word, int stride, string name)
    {
        _words = words;
        _word = word;
        _stride = stride;
        _name = name;
    }

    /// <summary>Bits read so far.</summary>
    public readonly long Position => _position;

    /// <summary>Reads the next bits.</summary>
    /// <param name="width">How many: 0 to the word's.</param>
    /// <returns>The bits, right-aligned, as wide as a word.</returns>
    /// <exception cref="InvalidDataException">Fewer are left; the message names the string and the bit.</exception>
    public BitWord Read(BitWord width)
    {
        var end = _position + (long)width.Value;
        if (end > WordCount * _word)
        {
            throw new InvalidDataException(
                $"{_name} stream is too short: {WordCount * _word} bits per lane, but bit {end - 1} is needed");
        }

        var index = (int)(_position / _word);
        var offset = new BitWord((ulong)(_position % _word), PackRule.WidthBits);
        _position = end;
        return PackRule.Take(WordAt(index), WordAt(index + 1), offset, width);
    }

    /// <summary>Refuses a string with words beyond the position, or with ones in the last word's padding.</summary>
    /// <exception cref="InvalidDataException">The string is longer than what was read, or its padding is not
    /// zero.</exception>
    public readonly void Finish()
    {
        var needed = (_position + _word - 1) / _word;
        if (needed != WordCount)
        {
            throw new InvalidDataException(
                $"{_name} stream is too long: {WordCount} words per lane, the row codes ask for {needed}");
        }

        var used = (int)(_position % _word);
        if (used != 0 && WordAt((int)needed - 1).Value >> used != 0)
        {
            throw new InvalidDataException(
                $"{_name} stream has ones in the padding after bit {_position - 1}, must be zeros");
        }
    }

    private readonly long WordCount => (_words.Length + _stride - 1) / _stride;

    private readonly BitWord WordAt(int index) =>
        new(index < WordCount ? _words[index * _stride] : 0, _word);
}
