// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Training.Data;
using TorchSharp;
using Xunit;

namespace Rtlgen.Tests.Training.Data;

public sealed class DataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_epochs_order_is_a_permutation_of_seed_and_epoch_alone()
    {
        var order = BatchOrder.Of(7, 3, 1000);
        Assert.Equal(order, BatchOrder.Of(7, 3, 1000));
        Assert.NotEqual(order, BatchOrder.Of(7, 4, 1000));
        Assert.NotEqual(order, BatchOrder.Of(8, 3, 1000));
        Assert.Equal(Enumerable.Range(0, 1000), order.Order());
    }

    [Fact]
    public void Random_numbers_are_even_and_differ_by_every_part_of_the_key()
    {
        var random = new SplitMix(1, 2);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
        {
            counts[random.Below(10)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
        SplitMix[] all = [new(1, 2), new(2, 1), new(1, 3), new(0, 2)];
        Assert.Equal(4, all.Select(one => one.Next()).Distinct().Count());
    }

    [Fact]
    public void Idx_files_are_read_plain_and_compressed()
    {
        var plain = _folder.Write("a", TinyData.Idx([1, 2, 3, 4, 5, 6], 2, 3));
        using (var packed = new GZipStream(File.Create(_folder["a.gz"]), CompressionMode.Compress))
        {
            packed.Write(File.ReadAllBytes(plain));
        }

        foreach (var path in (string[])[plain, _folder["a.gz"]])
        {
            var (elements, shape) = IdxReader.Read(path, 2);
            Assert.Equal([1, 2, 3, 4, 5, 6], elements);
            Assert.Equal([2, 3], shape);
        }
    }

    [Fact]
    public void Damaged_idx_files_are_named()
    {
        var good = TinyData.Idx([1, 2, 3, 4, 5, 6], 2, 3);
        Refused("ends too early", good[..^1]);
        Refused("ends too early", good[..6]);
        Refused("ends too early", []);
        Refused("more than the 6 bytes", [.. good, 0]);
        Refused("must be 00000802", [0, 0, 9, .. good[3..]]);
        Refused("dimension 1 is -1", [.. good[..4], 255, 255, 255, 255, .. good[8..]]);
        Refused("dimension 2 is", [.. good[..8], 127, 255, 255, 255, .. good[12..]]);

        void Refused(string expected, byte[] bytes)
        {
            var path = _folder.Write("x", bytes);
            var message = Assert.Throws<InvalidDataException>(() => IdxReader.Read(path, 2)).Message;
            Assert.StartsWith(path, message, StringComparison.Ordinal);
            Assert.Contains(expected, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Labels_must_be_as_many_as_pictures()
    {
        _folder.Write("train-images-idx3-ubyte", TinyData.Idx(new byte[8], 2, 2, 2));
        _folder.Write("train-labels-idx1-ubyte", TinyData.Idx(new byte[3], 3));
        var home = Path.GetDirectoryName(_folder["x"])!;
        Assert.Contains(
            "3 labels",
            Assert.Throws<InvalidDataException>(() => IdxReader.ReadPart(home, "train")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "has neither t10k-images-idx3-ubyte nor",
            Assert.Throws<FileNotFoundException>(() => IdxReader.ReadPart(home, "t10k")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Cifar_records_become_pictures()
    {
        var record = new byte[3073];
        (record[0], record[1], record[3072]) = (7, 11, 13);
        var images = CifarReader.Read(_folder.Write("a.bin", [.. record, .. new byte[3073]]));
        Assert.Equal((2, 3, 32, 32), (images.Count, images.Channels, images.Height, images.Width));
        Assert.Equal((7, 11, 13), (images.Labels[0], images.Pixels[0], images.Pixels[3071]));
        Assert.Contains("3072 bytes", Bad(record[1..]), StringComparison.Ordinal);
        record[0] = 10;
        Assert.Contains("class 10", Bad(record), StringComparison.Ordinal);

        string Bad(byte[] bytes) =>
            Assert.Throws<InvalidDataException>(() => CifarReader.Read(_folder.Write("b", bytes))).Message;
    }

    [Fact]
    public void Portable_maps_are_read_with_comments_and_channels_apart()
    {
        var path = _folder.Write("a.ppm", [.. "P6 # a comment\n2 1\n255\n"u8, 1, 2, 3, 4, 5, 6]);
        var (channels, height, width, samples) = PortableMap.Read(path);
        Assert.Equal((3, 1, 2), (channels, height, width));
        Assert.Equal([1, 4, 2, 5, 3, 6], samples);
        Assert.Equal([9], PortableMap.Read(_folder.Write("b.pgm", [.. "P5\n1 1\n255\n"u8, 9])).Samples);
    }

    [Theory]
    [InlineData("P3 1 1 255 1 2 3", "must start with P5 or P6")]
    [InlineData("P5 0 1 255 ", "has no width")]
    [InlineData("P5 1 99999 255 ", "has no height")]
    [InlineData("P5 1 1 65535 ", "has no largest value")]
    [InlineData("P5 1", "has no height")]
    [InlineData("P5 2 2 255 abc", "ends too early, 3 of 4")]
    public void Damaged_portable_maps_are_named(string text, string expected)
    {
        var path = _folder.Write("x.pgm", text);
        var message = Assert.Throws<InvalidDataException>(() => PortableMap.Read(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(6, 4)]
    public void Png_pictures_are_read_whatever_their_colours_and_filters(byte colour, int bytes)
    {
        var random = Properties.Random($"{colour}");
        var (rows, palette) = (new byte[5 * 7 * bytes], new byte[768]);
        random.NextBytes(rows);
        random.NextBytes(palette);
        var path = _folder.Write("a.png", Png(rows, 5, 7, colour, bytes, palette));
        var (channels, height, width, samples) = PngReader.Read(path);
        Assert.Equal((colour is 0 or 4 ? 1 : 3, 5, 7), (channels, height, width));
        for (var i = 0; i < 35; i++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                var expected = colour == 3 ? palette[(rows[i] * 3) + channel] : rows[(i * bytes) + channel];
                Assert.Equal(expected, samples[(channel * 35) + i]);
            }
        }
    }

    [Fact]
    public void Damaged_png_pictures_are_named()
    {
        var good = Png(new byte[4], 2, 2, 0, 1, []);
        Refused("is no PNG", [1, .. good[1..]]);
        Refused("ends too early", good[..20]);
        Refused("8 bits a channel", [.. good[..24], 16, .. good[25..]]);
        Refused("ends too early", Png(new byte[2], 2, 2, 0, 1, [], rowsWritten: 1));

        void Refused(string expected, byte[] bytes)
        {
            var path = _folder.Write("x.png", bytes);
            var message = Assert.Throws<InvalidDataException>(() => PngReader.Read(path)).Message;
            Assert.StartsWith(path, message, StringComparison.Ordinal);
            Assert.Contains(expected, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Folders_of_pictures_are_classes()
    {
        foreach (var (part, name, value) in (ReadOnlySpan<(string, string, byte)>)
            [("train", "cat", 1), ("train", "dog", 2), ("test", "dog", 3)])
        {
            Directory.CreateDirectory(_folder[Path.Combine(part, name)]);
            _folder.Write(Path.Combine(part, name, "1.pgm"), [.. "P5 1 1 255\n"u8, value]);
        }

        var home = Path.GetDirectoryName(_folder["x"])!;
        var (classes, train, test) = ImageFolder.ReadSet(home);
        Assert.Equal(2, classes);
        Assert.Equal((byte[])[1, 2], train.Pixels);
        Assert.Equal((byte[])[0, 1], train.Labels);
        Assert.Equal((byte[])[1], test.Labels);
        _folder.Write(Path.Combine("train", "cat", "2.pgm"), [.. "P5 2 1 255\n"u8, 1, 1]);
        Assert.Contains(
            "is 2x1",
            Assert.Throws<InvalidDataException>(() => ImageFolder.ReadSet(home)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_predicted_one_letter_ahead()
    {
        var text = new TextSet(string.Concat(Enumerable.Repeat("abcdefghij", 40)), 5);
        Assert.Equal("abcdefghij", text.Alphabet);
        var (inputs, targets) = text.Batch(true, [0, 1], 1, 0);
        var (from, to) = (inputs.data<long>().ToArray(), targets.data<long>().ToArray());
        Assert.Equal(from.Select(letter => (letter + 1) % 10), to);
        Assert.Equal(from[5..], from[..5].Select(letter => (letter + 5) % 10));
        Assert.Throws<InvalidDataException>(() => new TextSet("short", 5));
    }

    [Fact]
    public void Pictures_are_changed_by_seed_and_epoch_alone_and_never_for_tests()
    {
        var pixels = new byte[28 * 28];
        Properties.Random().NextBytes(pixels);
        var images = new Images(1, 28, 28, pixels, [0]);
        var set = new ImageSet("x", 1, images, images, new Augmentation(4, true));
        Assert.Equal(Batch(true, 1), Batch(true, 1));
        Assert.True(Enumerable.Range(0, 5).Select(epoch => Batch(true, epoch)[300]).Distinct().Count() > 1);
        Assert.Equal(Batch(false, 1), Batch(false, 2));
        Assert.Equal(0, Batch(false, 0).Average(), 1e-3);
        Assert.Equal(1, Batch(false, 0).Average(x => x * x), 1e-3);

        float[] Batch(bool train, int epoch) => set.Batch(train, [0], 1, epoch).Inputs.data<float>().ToArray();
    }

    // Row y has filter y mod 5.
    private static byte[] Png(
        byte[] pixels, int height, int width, byte colour, int bytes, byte[] palette, int? rowsWritten = null)
    {
        var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            for (var y = 0; y < (rowsWritten ?? height); y++)
            {
                stream.WriteByte((byte)(y % 5));
                for (var x = 0; x < width * bytes; x++)
                {
                    var left = x < bytes ? 0 : At(y, x - bytes);
                    var (above, corner) = (At(y - 1, x), x < bytes ? 0 : At(y - 1, x - bytes));
                    var p = left + above - corner;
                    var nearest = new[] { left, above, corner }.MinBy(value => Math.Abs(p - value));
                    var guess = (y % 5) switch { 0 => 0, 1 => left, 2 => above, 3 => (left + above) / 2, _ => nearest };
                    stream.WriteByte((byte)(At(y, x) - guess));
                }
            }
        }

        return [
            0x89, .. "PNG\r\n\u001a\n"u8,
            .. Chunk("IHDR"u8, [0, 0, 0, (byte)width, 0, 0, 0, (byte)height, 8, colour, 0, 0, 0]),
            .. Chunk("PLTE"u8, palette), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, []),
        ];

        int At(int y, int x) => y < 0 ? 0 : pixels[(y * width * bytes) + x];
        static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content) =>
            [0, 0, (byte)(content.Length >> 8), (byte)content.Length, .. type, .. content, 0, 0, 0, 0];
    }
}
