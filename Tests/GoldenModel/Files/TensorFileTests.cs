// SPDX-License-Identifier: Apache-2.0
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class TensorFileTests : IDisposable
{
    private const string Header = """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[6],"data_offsets":[4,10]}}""";

    private readonly TemporaryFolder _folder = new();
    private readonly TensorFile _file;

    public TensorFileTests() => _file = SafetensorsReader.Open(_folder.WriteSafetensors("x", Header, 10));

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Any_part_of_a_tensor_can_be_read()
    {
        var part = new byte[3];
        _file.Read(_file.Tensors[1], 2, part);
        Assert.Equal([6, 7, 8], part);
        _file.Read(_file.Tensors[1], 6, []);
    }

    [Fact]
    public void Reading_outside_a_tensor_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _file.Read(_file.Tensors[0], 2, new byte[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _file.Read(_file.Tensors[0], -1, new byte[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _file.Read(_file.Tensors[0], long.MaxValue, new byte[1]));
    }

    [Fact]
    public void A_tensor_of_another_file_is_refused()
    {
        Assert.Throws<ArgumentException>(() => _file.ReadBytes(new TensorInfo("c", TensorType.U8, 4)));
        Assert.Throws<ArgumentException>(() => _file.ReadBytes(new TensorInfo("a", TensorType.I8, 4)));
    }

    [Fact]
    public void A_stream_gives_the_tensor_and_ends_after_it()
    {
        using var stream = _file.OpenStream(_file.Tensors[1]);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        Assert.Equal([4, 5, 6, 7, 8, 9], copy.ToArray());
        stream.Seek(-2, SeekOrigin.End);
        Assert.Equal(8, stream.ReadByte());
    }

    [Fact]
    public void A_file_that_has_become_shorter_is_named()
    {
        using (var other = new FileStream(_folder["x"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.SetLength(other.Length - 1);
        }

        var error = Assert.Throws<InvalidDataException>(() => _file.ReadBytes(_file.Tensors[1]));
        Assert.Contains("ends at byte", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_larger_than_an_array_is_read_in_parts()
    {
        const long size = 1L << 32;
        var header = $$"""{"a":{"dtype":"U8","shape":[{{size}}],"data_offsets":[0,{{size}}]} }""";
        using (var sparse = File.Create(_folder["large"]))
        {
            sparse.Write(TemporaryFolder.Safetensors(header, 1));
            sparse.SetLength(8 + header.Length + size);
        }

        using var file = SafetensorsReader.Open(_folder["large"]);
        var part = new byte[] { 1, 1 };
        file.Read(file.Tensors[0], size - 2, part);
        Assert.Equal([0, 0], part);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ReadBytes(file.Tensors[0]));
    }

    [Fact]
    public void Threads_read_at_the_same_time()
    {
        Parallel.For(0, 200, index =>
        {
            var tensor = _file.Tensors[index & 1];
            Assert.Equal((index & 1) * 4, _file.ReadBytes(tensor)[0]);
        });
    }
}
