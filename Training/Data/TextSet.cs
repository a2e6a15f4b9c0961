// SPDX-License-Identifier: Apache-2.0

using static TorchSharp.torch;

namespace Rtlgen.Training.Data;

/// <summary>Plain text, letter by letter; its last tenth is what is tested with.</summary>
public sealed class TextSet : DataSet
{
    private const long Purpose = 3;
    private const int TestShare = 10;

    private readonly int[] _letters;
    private readonly int _length;
    private readonly int _trainLetters;
    private readonly int _trainLimit;
    private readonly int _testLimit;

    /// <summary>A text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">Letters of an example, 1 or more.</param>
    /// <param name="trainLimit">Most examples to learn from.</param>
    /// <param name="testLimit">Most examples to be tested with.</param>
    /// <exception cref="InvalidDataException">The text is too short.</exception>
    public TextSet(string text, int length, int trainLimit = int.MaxValue, int testLimit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length / TestShare <= length + 1)
        {
            throw new InvalidDataException(
                $"{text.Length} letters, must be more than {TestShare * (length + 2)} for examples of {length}");
        }

        Alphabet = string.Concat(text.Distinct().Order());
        var numbers = Alphabet.Select((letter, i) => (letter, i)).ToDictionary(pair => pair.letter, pair => pair.i);
        _letters = [.. text.Select(letter => numbers[letter])];
        (_length, _trainLimit, _testLimit) = (length, trainLimit, testLimit);
        _trainLetters = _letters.Length - (_letters.Length / TestShare);
    }

    /// <summary>Its different letters in order.</summary>
    public string Alphabet { get; }

    /// <inheritdoc/>
    public override string Name => "text";

    /// <inheritdoc/>
    public override bool IsText => true;

    /// <inheritdoc/>
    public override IReadOnlyList<long> InputShape => [_length];

    /// <inheritdoc/>
    public override int Classes => Alphabet.Length;

    /// <inheritdoc/>
    public override int TrainCount => Math.Min(_trainLimit, (_trainLetters - 1 - _length) / _length);

    /// <inheritdoc/>
    public override int TestCount => Math.Min(_testLimit, (_letters.Length - _trainLetters - 1) / _length);

    /// <summary>Reads a text file, or all <c>*.txt</c> files of a folder in the order of their names.</summary>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    /// <returns>The text, not empty.</returns>
    public static string ReadText(string path)
    {
        var files = Directory.Exists(path)
            ? Directory.GetFiles(path, "*.txt").Order(StringComparer.Ordinal).ToArray()
            : [path];
        var text = string.Concat(files.Select(File.ReadAllText));
        return text.Length > 0 ? text : throw new InvalidDataException($"{path}: has no text, must be text files");
    }

    /// <inheritdoc/>
    public override (Tensor Inputs, Tensor Targets) Batch(
        bool train, ReadOnlySpan<int> examples, long seed, int epoch)
    {
        // Each epoch cuts the text elsewhere.
        var start = train ? new SplitMix(Purpose, seed, epoch).Below(_length) : _trainLetters;
        var (inputs, targets) = (new long[examples.Length, _length], new long[examples.Length, _length]);
        for (var i = 0; i < examples.Length; i++)
        {
            var place = start + (examples[i] * _length);
            for (var j = 0; j < _length; j++)
            {
                inputs[i, j] = _letters[place + j];
                targets[i, j] = _letters[place + j + 1];
            }
        }

        return (tensor(inputs), tensor(targets));
    }
}
