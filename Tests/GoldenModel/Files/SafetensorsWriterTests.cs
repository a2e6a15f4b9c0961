// SPDX-License-Identifier: Apache-2.0
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_header_is_as_documented()
    {
        using (var writer = new SafetensorsWriter(_folder["x"]))
        {
            writer.SetMetadata("z", "1");
            writer.SetMetadata("a", "\"é\"");
            writer.Add(new TensorInfo("w", TensorType.F16, 1, 2), stream => stream.Write([1, 2, 3, 4]));
            writer.AddBytes("v", stream => stream.Write([5]));
            writer.Complete();
        }

        var bytes = File.ReadAllBytes(_folder["x"]);
        const string header = """{"__metadata__":{"z":"1","a":"\"é\""},"w":{"dtype":"F16","shape":[1,2],"data_offsets":[0,4]},"v":{"dtype":"U8","shape":[1],"data_offsets":[4,5]}}""";
        var length = (int)BitConverter.ToInt64(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal(header, Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '));
        Assert.Equal([1, 2, 3, 4, 5], bytes[(8 + length)..]);
        Assert.Equal(["x"], _folder.Names);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        Prop.ForAll<Dictionary<string, byte[]>, Dictionary<string, string>>(RoundTrips)
            .Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void A_file_without_tensors_is_read_back()
    {
        Assert.True(RoundTrips([], []));
    }

    [Fact]
    public void Nothing_appears_without_completion()
    {
        using (var writer = new SafetensorsWriter(_folder["x"]))
        {
            writer.AddBytes("a", stream => stream.WriteByte(1));
        }

        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void A_tensor_of_the_wrong_length_is_not_added()
    {
        using var writer = new SafetensorsWriter(_folder["x"]);
        var tensor = new TensorInfo("a", TensorType.F32, 2);
        Assert.Throws<InvalidOperationException>(() => writer.Add(tensor, stream => stream.Write(new byte[7])));
        Assert.Throws<InvalidOperationException>(() => writer.Add(tensor, stream => stream.Write(new byte[9])));
        Assert.Throws<NotSupportedException>(() => writer.Add(tensor, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new NotSupportedException();
        }));
        writer.Add(tensor, stream => stream.Write([1, 2, 3, 4, 5, 6, 7, 8]));
        writer.Complete();
        using var file = SafetensorsReader.Open(_folder["x"]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], file.ReadBytes(Assert.Single(file.Tensors)));
    }

    [Fact]
    public void Names_that_are_taken_or_no_Unicode_are_refused()
    {
        using var writer = new SafetensorsWriter(_folder["x"]);
        writer.AddBytes("a", _ => { });
        Assert.Throws<ArgumentException>(() => writer.AddBytes("a", _ => { }));
        Assert.Throws<ArgumentException>(() => writer.AddBytes("__metadata__", _ => { }));
        Assert.Throws<ArgumentException>(() => writer.AddBytes("\ud800", _ => { }));
        Assert.Throws<ArgumentException>(() => writer.SetMetadata("k", "\udc00"));
    }

    [Fact]
    public void A_file_is_completed_once()
    {
        using var writer = new SafetensorsWriter(_folder["x"]);
        writer.Complete();
        Assert.Throws<InvalidOperationException>(writer.Complete);
    }

    [Fact]
    public void A_full_device_is_an_error_that_names_it()
    {
        if (File.Exists("/dev/full"))
        {
            using var writer = new SafetensorsWriter("/dev/full");
            writer.AddBytes("a", stream => stream.WriteByte(1));
            Assert.Equal("/dev/full: no space left on device", Assert.Throws<IOException>(writer.Complete).Message);
        }
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        Assert.Throws<DirectoryNotFoundException>(() => new SafetensorsWriter(_folder["none/x"]));
    }

    private bool RoundTrips(Dictionary<string, byte[]> tensors, Dictionary<string, string> metadata)
    {
        bool isText(string? text) => text is not null && !text.EnumerateRunes().Contains(Rune.ReplacementChar);
        var named = tensors.Where(pair => isText(pair.Key) && pair.Value is not null).ToList();
        var notes = metadata.Where(pair => isText(pair.Key) && isText(pair.Value)).ToList();
        using (var writer = new SafetensorsWriter(_folder["x"]))
        {
            notes.ForEach(pair => writer.SetMetadata(pair.Key, pair.Value));
            named.ForEach(pair => writer.AddBytes(pair.Key, stream => stream.Write(pair.Value)));
            writer.Complete();
        }

        using var file = SafetensorsReader.Open(_folder["x"]);
        return notes.Count == file.Metadata.Count
            && notes.All(pair => file.Metadata[pair.Key] == pair.Value)
            && named.Count == file.Tensors.Length
            && named.All(pair => file.ReadBytes(file.Find(pair.Key)!).AsSpan().SequenceEqual(pair.Value));
    }
}
