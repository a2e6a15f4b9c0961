// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Words the errors about damaged files: one line, whatever the file holds.</summary>
internal static class Damage
{
    private const int LongestName = 120;

    /// <summary>An error that names the file and what is wrong in it.</summary>
    /// <param name="path">Path of the damaged file.</param>
    /// <param name="problem">What is wrong and what would be right.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public static InvalidDataException In(string path, string problem, Exception? cause = null) =>
        new(OneLine($"{path}: {problem}"), cause);

    /// <summary>An error about one tensor of a file.</summary>
    /// <param name="path">Path of the damaged file.</param>
    /// <param name="tensor">Name of the tensor, as the file gives it.</param>
    /// <param name="problem">What is wrong and what would be right.</param>
    public static InvalidDataException In(string path, string tensor, string problem) =>
        In(path, $"tensor {Quote(tensor)}: {problem}");

    /// <summary>Text taken from a file, in quotes and cut to a readable length.</summary>
    /// <param name="text">Any text.</param>
    public static string Quote(string text) =>
        text.Length <= LongestName ? $"'{text}'" : $"'{text.AsSpan(0, LongestName)}...'";

    /// <summary>The text with every control character and line separator written as an escape, and every lone surrogate
    /// as U+FFFD.</summary>
    /// <param name="text">Any text.</param>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var hidden = Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;
            _ = hidden ? line.Append($"\\u{rune.Value:x4}") : line.Append(rune.ToString());
        }

        return line.ToString();
    }
}
