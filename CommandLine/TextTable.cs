// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.CommandLine;

/// <summary>A table of plain text: first column to the left, numbers to the right.</summary>
/// <param name="headings">Headings; those that start with <c>&lt;</c> head columns of text.</param>
internal sealed class TextTable(params string[] headings)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];

    /// <summary>A number with its thousands apart.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with two places.</summary>
    public static string Real(double number) => number.ToString("F2", CultureInfo.InvariantCulture);

    /// <summary>A number with three places.</summary>
    public static string Ratio(double number) => number.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>Adds a row, one cell for each heading.</summary>
    public void Add(params string[] cells) => _rows.Add([.. cells.Select(OneLine)]);

    /// <summary>Adds a rule.</summary>
    public void AddRule() => _rows.Add([]);

    /// <summary>Writes the table.</summary>
    public void Write(TextWriter writer)
    {
        var titles = headings.Select(heading => heading.TrimStart('<')).ToArray();
        var widths = titles.Select((title, column) => _rows.Where(row => row.Length > 0)
            .Select(row => row[column].Length).Append(title.Length).Max()).ToArray();
        WriteRow(writer, titles, widths);
        foreach (var row in _rows)
        {
            WriteRow(writer, row.Length > 0 ? row : [.. widths.Select(width => new string('-', width))], widths);
        }
    }

    private void WriteRow(TextWriter writer, string[] cells, int[] widths)
    {
        var padded = cells.Select((cell, column) =>
            headings[column].StartsWith('<') ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
        writer.WriteLine(string.Join(Gap, padded).TrimEnd());
    }

    private static string OneLine(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()));
}
