// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Text;
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

/// <summary>A folder of its own for one test, deleted after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("rtlgen-").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public string[] Names =>
        [.. Directory.GetFileSystemEntries(_path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public string Write(string name, params ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string WriteSafetensors(string name, string header, int dataBytes) =>
        Write(name, Safetensors(header, dataBytes));

    public static byte[] Safetensors(string header, int dataBytes)
    {
        var text = Encoding.Latin1.GetBytes(header);
        var file = new byte[8 + text.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);
        for (var index = 0; index < dataBytes; index++)
        {
            file[8 + text.Length + index] = (byte)index;
        }

        return file;
    }

    public static void AssertRefused(Func<string, TensorFile> open, string path, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => open(path).Dispose());
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
