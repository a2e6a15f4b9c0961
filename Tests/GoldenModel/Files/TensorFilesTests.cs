// SPDX-License-Identifier: Apache-2.0
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class TensorFilesTests : IDisposable
{
    private const string Header = """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_extension_chooses_the_reader()
    {
        _folder.WriteSafetensors("x.safetensors", Header, 2);
        _folder.Write("x.safetensors.index.json", """{"weight_map":{"a":"x.safetensors"}}""");
        _folder.Write("w.bin", 0, 1);
        _folder.Write("other.json", """{"weightsManifest":[{"paths":["w.bin"],"weights":[{"name":"a","shape":[2],"dtype":"uint8"}]}]}""");
        _folder.Write("x.ONNX", OnnxBytes.Model(OnnxBytes.Tensor(5, "a", 2, [2], OnnxBytes.Bytes(9, [0, 1]))));
        NpyWriter.Write(_folder["a.npy"], new TensorInfo("a", TensorType.U8, 2), stream => stream.Write([0, 1]));
        Assert.All(["x.safetensors", "x.safetensors.index.json", "other.json", "x.ONNX", "a.npy"], AssertOpens);
    }

    [Fact]
    public void The_first_bytes_choose_the_reader_where_the_extension_does_not()
    {
        _folder.WriteSafetensors("1", Header, 2);
        _folder.Write("2", OnnxBytes.Model(OnnxBytes.Tensor(5, "a", 2, [2], OnnxBytes.Bytes(9, [0, 1]))));
        NpyWriter.Write(_folder["a"], new TensorInfo("a", TensorType.U8, 2), stream => stream.Write([0, 1]));
        Assert.All(["1", "2", "a"], AssertOpens);
    }

    [Fact]
    public void A_folder_stands_for_the_model_in_it()
    {
        _folder.Write("w.bin", 0, 1);
        _folder.Write("model.json", """{"weightsManifest":[{"paths":["w.bin"],"weights":[{"name":"a","shape":[2],"dtype":"uint8"}]}]}""");
        AssertOpens("");
        _folder.WriteSafetensors("model-1.safetensors", Header, 2);
        _folder.Write("model.safetensors.index.json", """{"weight_map":{"a":"model-1.safetensors"}}""");
        File.Delete(_folder["w.bin"]);
        AssertOpens("");
        _folder.Write("other.safetensors.index.json", "{}");
        TemporaryFolder.AssertRefused(TensorFiles.Open, _folder[""], "has 2 files *.safetensors.index.json");
        _folder.WriteSafetensors("model.safetensors", Header, 2);
        AssertOpens("");
    }

    [Fact]
    public void A_folder_without_a_model_is_named()
    {
        Assert.Contains("has no model.safetensors", Assert.Throws<FileNotFoundException>(() =>
            TensorFiles.Open(_folder[""])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Assert.Contains("no such file", Assert.Throws<FileNotFoundException>(() =>
            TensorFiles.Open(_folder["x"])).Message, StringComparison.Ordinal);
        Assert.Contains("no such folder", Assert.Throws<DirectoryNotFoundException>(() =>
            TensorFiles.Open(_folder["x/y.npy"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PK\u0003\u0004", "zip archive")]
    [InlineData("GIF89a", "no known format; expected .safetensors")]
    [InlineData("", "no known format")]
    public void An_unknown_file_is_refused(string content, string expected) =>
        TemporaryFolder.AssertRefused(TensorFiles.Open, _folder.Write("x.bin", content), expected);

    [Fact]
    public void A_pickle_or_HDF5_file_is_refused()
    {
        TemporaryFolder.AssertRefused(TensorFiles.Open, _folder.Write("x.pt", 0x80, 2, 0x8A),
            "pickle, which is never read");
        TemporaryFolder.AssertRefused(TensorFiles.Open, _folder.Write("x.h5", [0x89, .. "HDF\r\n"u8]), "HDF5");
    }

    private void AssertOpens(string name)
    {
        using var file = TensorFiles.Open(_folder[name]);
        Assert.Equal(new TensorInfo("a", TensorType.U8, 2), Assert.Single(file.Tensors));
        Assert.Equal([0, 1], file.ReadBytes(file.Tensors[0]));
    }
}
