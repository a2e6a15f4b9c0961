// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class NpyWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_header_equals_that_of_NumPy()
    {
        NpyWriter.Write(_folder["x.npy"], new TensorInfo("x", TensorType.F32, 3), stream => stream.Write(new byte[12]));
        const string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }";
        byte[] expected = [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header.PadRight(117)),
            (byte)'\n', .. new byte[12]];
        Assert.Equal(expected, File.ReadAllBytes(_folder["x.npy"]));
    }

    [Fact]
    public void Every_type_and_rank_is_read_back()
    {
        foreach (var type in TensorType.All.Where(type => !type.Name.StartsWith("F8", StringComparison.Ordinal)))
        {
            foreach (var shape in new long[][] { [], [5], [0], [2, 3], [1, 2, 3, 4], [.. Enumerable.Repeat(1L, 64)] })
            {
                var tensor = new TensorInfo("x", type, shape);
                var data = Enumerable.Range(0, (int)tensor.ByteLength).Select(value => (byte)value).ToArray();
                NpyWriter.Write(_folder["x.npy"], tensor, stream => stream.Write(data));
                using var file = NpyReader.Open(_folder["x.npy"]);
                Assert.Equal(tensor, Assert.Single(file.Tensors));
                Assert.Equal(data, file.ReadBytes(tensor));
                Assert.Equal(0, (new FileInfo(_folder["x.npy"]).Length - data.Length) % 64);
            }
        }
    }

    [Fact]
    public void Data_of_the_wrong_length_leaves_no_file()
    {
        Assert.Throws<InvalidOperationException>(() =>
            NpyWriter.Write(_folder["x"], new TensorInfo("x", TensorType.U8, 3), stream => stream.WriteByte(1)));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void A_type_that_NumPy_lacks_is_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            NpyWriter.Write(_folder["x"], new TensorInfo("x", TensorType.F8E4M3, 3), _ => { }));
    }
}
