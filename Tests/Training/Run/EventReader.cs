// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;

namespace Rtlgen.Tests.Training.Run;

/// <summary>A histogram of an event.</summary>
internal sealed record EventHistogram(double Min, double Max, double Num, double[] Limits, double[] Counts);

/// <summary>An event as TensorBoard would see it.</summary>
internal sealed record SummaryEvent(
    long Step, string? Version, bool Starts, Dictionary<string, float> Scalars,
    Dictionary<string, EventHistogram> Histograms);

/// <summary>Reads event files on its own terms: bitwise CRC-32C, fields by number, every checksum checked.</summary>
internal static class EventReader
{
    /// <summary>The events of a file.</summary>
    /// <exception cref="InvalidDataException">A checksum or a length is wrong.</exception>
    public static List<SummaryEvent> Read(byte[] file)
    {
        var events = new List<SummaryEvent>();
        for (var place = 0; place < file.Length;)
        {
            var head = Take(file, ref place, 8);
            Check(head, Take(file, ref place, 4));
            var length = BinaryPrimitives.ReadUInt64LittleEndian(head);
            var data = Take(file, ref place, length > 1 << 24 ? int.MaxValue : (int)length);
            Check(data, Take(file, ref place, 4));
            events.Add(ReadEvent(data));
        }

        return events;
    }

    /// <summary>What TensorBoard keeps of a folder: a session's start drops what is known of its step and later
    /// ones.</summary>
    public static List<SummaryEvent> ReadFolder(string folder)
    {
        var kept = new List<SummaryEvent>();
        foreach (var path in Directory.GetFiles(folder, "*tfevents*").Order(StringComparer.Ordinal))
        {
            foreach (var item in Read(File.ReadAllBytes(path)))
            {
                if (item.Starts)
                {
                    kept.RemoveAll(other => other.Step >= item.Step);
                }

                kept.Add(item);
            }
        }

        return kept;
    }

    /// <summary>CRC-32C by its definition.</summary>
    public static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
            }
        }

        return ~crc;
    }

    private static void Check(byte[] data, byte[] checksum)
    {
        var crc = Crc32C(data);
        if (((crc >> 15) | (crc << 17)) + 0xA282EAD8 != BinaryPrimitives.ReadUInt32LittleEndian(checksum))
        {
            throw new InvalidDataException("a checksum is wrong");
        }
    }

    private static byte[] Take(byte[] file, ref int place, int count)
    {
        if (count > file.Length - place)
        {
            throw new InvalidDataException("the file is too short");
        }

        place += count;
        return file[(place - count)..place];
    }

    private static SummaryEvent ReadEvent(byte[] data)
    {
        var found = new SummaryEvent(0, null, false, [], []);
        foreach (var (field, value) in Fields(data))
        {
            found = field switch
            {
                2 => found with { Step = BitConverter.ToInt64(value) },
                3 => found with { Version = Encoding.UTF8.GetString(value) },
                7 => found with { Starts = Fields(value).Single() is (1, [1, ..]) },
                _ => found,
            };
            foreach (var (_, summary) in field == 5 ? Fields(value) : [])
            {
                AddValue(found, Fields(summary).ToDictionary(item => item.Field, item => item.Value));
            }
        }

        return found;
    }

    private static void AddValue(SummaryEvent found, Dictionary<int, byte[]> value)
    {
        var tag = Encoding.UTF8.GetString(value[1]);
        if (value.TryGetValue(2, out var scalar))
        {
            found.Scalars.Add(tag, BitConverter.ToSingle(scalar));
            return;
        }

        var histogram = Fields(value[5]).ToDictionary(item => item.Field, item => item.Value);
        found.Histograms.Add(tag, new EventHistogram(
            Number(1), Number(2), Number(3), Doubles(histogram.GetValueOrDefault(6, [])),
            Doubles(histogram.GetValueOrDefault(7, []))));

        // A field of 0 is left out.
        double Number(int field) => histogram.TryGetValue(field, out var bytes) ? BitConverter.ToDouble(bytes) : 0;
    }

    private static double[] Doubles(byte[] packed) =>
        [.. packed.Chunk(8).Select(bytes => BitConverter.ToDouble(bytes))];

    private static IEnumerable<(int Field, byte[] Value)> Fields(byte[] data)
    {
        for (var place = 0; place < data.Length;)
        {
            var key = Varint(data, ref place);
            yield return ((int)(key >> 3), (key & 7) switch
            {
                0 => BitConverter.GetBytes(Varint(data, ref place)),
                1 => Take(data, ref place, 8),
                2 => Take(data, ref place, (int)Varint(data, ref place)),
                5 => Take(data, ref place, 4),
                var type => throw new InvalidDataException($"there is no type {type}"),
            });
        }
    }

    private static ulong Varint(byte[] data, ref int place)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = data[place++];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }
    }
}
