// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.CommandLine.Pictures;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Registers;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;

namespace Rtlgen.CommandLine.Packaging;

/// <summary>Words of streams as boxes, a bit a column: how values lie in a lane's words, fields in descriptors.</summary>
internal static class WordPicture
{
    private const double Left = 150;
    private const double Pixels = 800;
    private const double Height = 34;
    private const double Gap = 26;
    private const int Rows = 5;

    // A half of what the encoder takes.
    private const int DescriptorColumns = 20;

    private sealed record Part(int Low, int Width, string Text, string Color);

    /// <summary>The first words of lane 0 for a few values, coded by the golden model.</summary>
    public static Svg DrawWords(HardwareConfig config)
    {
        var descriptor = Example(config);
        var values = Enumerable.Range(0, Rows * config.Lanes).Select(index => Value(config.Container, index)).ToArray();
        var rows = StreamTrace.Read(StreamEncoder.Encode(descriptor with { Count = values.Length }, values), Rows);
        var (parts, place) = (new List<Part>(), 0);
        foreach (var (row, number) in rows.Select((row, number) => (row, number)))
        {
            Add("f", descriptor.Mantissa, Palette.Sky);
            Add("S", descriptor.Sign ? 1 : 0, Palette.Orange);
            Add("field", row.Width, "#a8dbc9");

            void Add(string name, int width, string color)
            {
                parts.Add(new Part(place, width, string.Create(CultureInfo.InvariantCulture, $"{name}{number}"), color));
                place += width;
            }
        }

        return Draw(
            "How values lie in the words of a lane",
            $"lane 0 of {Rows} rows: kept mantissa f, sign S, exponent field; {Names.Of(descriptor.Coder)}, "
            + $"{descriptor.Mantissa} mantissa and {descriptor.Exponent} exponent bits; a value may go on in the next word",
            config.Word, (place + config.Word - 1) / config.Word, index => $"word {index}", parts);
    }

    /// <summary>A descriptor as the streams carry it.</summary>
    public static Svg DrawDescriptor(HardwareConfig config)
    {
        var map = RegisterMap.Of(config with { Registers = true });
        var parts = new List<Part>();
        if (config.Frozen is null)
        {
            parts.AddRange(Fields(map["decode_low"], 0));
            parts.AddRange(Fields(map["decode_high"], 32));
        }

        var start = config.Frozen is null ? 40 : 0;
        parts.Add(new Part(start, Descriptor.CountBits, "count", Palette.Orange));
        var words = (start + Descriptor.CountBits) / DescriptorColumns;
        var subtitle = config.Frozen is null
            ? "the encoder's stream has bits 39 to 0; white bits are 0"
            : "of the decoder; the encoder has none";
        return Draw(
            "Descriptor", subtitle, DescriptorColumns, words,
            index => $"bits {(DescriptorColumns * (index + 1)) - 1}:{DescriptorColumns * index}", parts, absolute: true);
    }

    private static IEnumerable<Part> Fields(Register register, int start) => register.Fields.Select(
        (part, index) => new Part(start + part.Low, part.Width, part.Name, index % 2 == 0 ? Palette.Sky : "#a8dbc9"));

    private static Descriptor Example(HardwareConfig config)
    {
        var lossless = config.Complete(Descriptor.Lossless(config.Container, config.Coders[^1]));
        var rounding = config.Roundings[0];
        return config.Frozen is { } frozen
            ? config.Complete(frozen)
            : lossless with { Mantissa = Math.Min(5, config.Container.MantissaBits), Rounding = rounding };
    }

    // Numbers of both signs whose exponents differ a little.
    private static uint Value(Container container, int index)
    {
        var exponent = (uint)((container.MaxExponent / 2) + ((index * 7 % 5) - 2));
        var mantissa = (uint)(index * 2654435761L % (1L << container.MantissaBits));
        return ((uint)(index % 3 / 2) << (container.Bits - 1)) | (exponent << container.MantissaBits) | mantissa;
    }

    private static Svg Draw(
        string title, string subtitle, int bits, int words, Func<int, string> name, List<Part> parts, bool absolute = false)
    {
        var svg = new Svg(Left + Pixels + 30);
        var top = svg.Header(16, title, subtitle) + 16;
        var column = Pixels / bits;
        for (var word = 0; word < words; word++)
        {
            var y = top + (word * (Height + Gap));
            svg.Text(Left - 12, y + 21, name(word), 12, Anchor.End);
            svg.Rectangle(new Box(Left, y, Pixels, Height), "#ffffff", Svg.Frame);
            var inside = parts.Where(part =>
                part.Width > 0 && part.Low < (word + 1) * bits && part.Low + part.Width > word * bits);
            foreach (var part in inside)
            {
                Box(svg, part, word * bits, bits, column, y, absolute ? word * bits : 0);
            }
        }

        svg.Height = top + (words * (Height + Gap)) + 4;
        return svg;
    }

    // The highest bit is on the left, as numbers are written.
    private static void Box(Svg svg, Part part, int start, int bits, double column, double y, int first)
    {
        var low = Math.Max(part.Low - start, 0);
        var high = Math.Min(part.Low + part.Width - start, bits) - 1;
        var box = new Box(Left + ((bits - 1 - high) * column), y, (high - low + 1) * column, Height);
        svg.Rectangle(box, part.Color, Svg.Frame);
        var size = Svg.TextWidth(part.Text, 11) <= box.Width - 2 ? 11 : 8;
        if (Svg.TextWidth(part.Text, size) <= box.Width + 6)
        {
            svg.Text(box.X + (box.Width / 2), y + 21, part.Text, size, Anchor.Middle);
        }

        svg.Text(box.X + 2, y + Height + 11, Number(first + high), 8, color: Svg.Faint);
        if (high > low && box.Width > 24)
        {
            svg.Text(box.Right - 2, y + Height + 11, Number(first + low), 8, Anchor.End, Svg.Faint);
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
