// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Rtlgen.GoldenModel.Files;
using Xunit;
using static Rtlgen.Tests.GoldenModel.Files.OnnxBytes;

namespace Rtlgen.Tests.GoldenModel.Files;

/// <summary>Damages good files at random: a reader must refuse them or read them, and do nothing else.</summary>
public sealed class MutationTests : IDisposable
{
    private const string SeedVariable = "RTLGEN_SEED";
    private const int Cases = 3000;
    private const int AllocationLimit = 4 << 20;

    private static readonly byte[][] Tokens =
    [
        .. new[] { "0", "-1", "18446744073709551616", "9223372036854775807", "\"", "{", "}", "[", "]", ",", ":", "null",
            "\\ud800", "'", "(", "), ", "dtype", "../" }
            .Select(Encoding.ASCII.GetBytes),
        [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x2A], [0x3A], [0x08], [0, 0, 0, 0],
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_damaged_safetensors_file_is_refused_or_read()
    {
        using (var writer = new SafetensorsWriter(_folder["x"]))
        {
            writer.SetMetadata("format", "pt");
            writer.Add(new TensorInfo("a", TensorType.F32, 2, 3), stream => stream.Write(new byte[24]));
            writer.AddBytes("b.data", stream => stream.Write(new byte[5]));
            writer.Add(new TensorInfo("none", TensorType.BF16, 0, 7), _ => { });
            writer.Complete();
        }

        Mutate("x", "x", SafetensorsReader.Open);
    }

    [Fact]
    public void A_damaged_index_is_refused_or_read()
    {
        _folder.WriteSafetensors("m1", """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 2);
        _folder.WriteSafetensors("m2", """{"b":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 2);
        _folder.Write("x", """{"metadata":{"total_size":4},"weight_map":{"a":"m1","b":"m2"}}""");
        Mutate("x", "x", ShardedSafetensors.Open);
        Mutate("m1", "x", ShardedSafetensors.Open);
    }

    [Fact]
    public void A_damaged_NPY_file_is_refused_or_read()
    {
        NpyWriter.Write(_folder["x"], new TensorInfo("x", TensorType.F16, 2, 1, 3), stream =>
            stream.Write(new byte[12]));
        Mutate("x", "x", NpyReader.Open);
    }

    [Fact]
    public void A_damaged_TensorFlow_js_model_is_refused_or_read()
    {
        _folder.Write("w1", 0, 1, 2);
        _folder.Write("w2", 3, 4, 5);
        _folder.Write("x", """{"format":"f","modelTopology":{"a":[1]},"weightsManifest":[{"paths":["w1","w2"],"weights":[{"name":"a","shape":[],"dtype":"float32"},{"name":"b","shape":[2],"dtype":"uint8"}]}]}""");
        Mutate("x", "x", TfjsReader.Open);
        Mutate("w2", "x", TfjsReader.Open);
    }

    [Fact]
    public void A_damaged_ONNX_model_is_refused_or_read()
    {
        _folder.Write("x", Model(
            Tensor(5, "w", 1, [2], Bytes(9, new byte[8])),
            Constant("c", Bytes(9, [42])),
            If(Constant("c", Bytes(9, [43])), Tensor(5, "h", 10, [2], Bytes(5, Varint(0x3C00), Varint(7)))),
            Tensor(5, "i", 7, [1], Number(7, -1)),
            Tensor(5, "f", 1, [2], Fixed32(4, 1), Fixed32(4, 2))));
        Mutate("x", "x", OnnxReader.Open);
    }

    private void Mutate(string victim, string opened, Func<string, TensorFile> open)
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable(SeedVariable) ?? "2204", CultureInfo.InvariantCulture);
        var good = File.ReadAllBytes(_folder[victim]);
        var random = new Random(seed);
        open(_folder[opened]).Dispose();
        var refused = 0;
        for (var index = 0; index < Cases; index++)
        {
            var bad = Damage(random, good);
            _folder.Write(victim, bad);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var file = open(_folder[opened]);
                Assert.All(file.Tensors, tensor => file.ReadBytes(tensor));
            }
            catch (InvalidDataException e) when (!e.Message.Contains('\n', StringComparison.Ordinal))
            {
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"case {index} of {victim}: {e}\n{Convert.ToHexString(bad)}\nrerun: {SeedVariable}={seed} dotnet test Tests --filter {nameof(MutationTests)}");
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocationLimit);
        }

        Assert.InRange(refused, 1, Cases);
        _folder.Write(victim, good);
    }

    private static byte[] Damage(Random random, byte[] good)
    {
        List<byte> bytes = [.. good];
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var place = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, 9), bytes.Count - place);
            switch (random.Next(6))
            {
                case 0 when place < bytes.Count:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when place < bytes.Count:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                case 3:
                    bytes.RemoveRange(place, length);
                    break;
                case 4:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(place, length));
                    break;
                default:
                    bytes.InsertRange(place, Tokens[random.Next(Tokens.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
