// SPDX-License-Identifier: Apache-2.0

using Rtlgen.CommandLine;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

/// <summary>Random damage to files: a clear error or a right result, never a fault of the program.</summary>
public sealed class MutationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("decode")]
    [InlineData("inspect")]
    public void A_damaged_compressed_file_is_refused_in_one_line(string command)
    {
        CommandRun.WriteTensors(_folder["in"], ("a", [1, -2, 3, 0, 5e-20f]), ("b", new float[70]));
        CommandRun.Succeeds(
            "encode", _folder["in"], "-o", _folder["c"], "--coder", "peak", "--lanes", "3", "--rows", "2");
        Damage(File.ReadAllBytes(_folder["c"]), "x.safetensors", path =>
            command == "decode" ? ["decode", path, "-o", _folder["out"]] : ["inspect", path]);
    }

    [Fact]
    public void A_damaged_configuration_is_refused_in_one_line()
    {
        CommandRun.WriteTensors(_folder["in"], ("a", [1, -2, 3]));
        var config = """
            {"schemaVersion": 1, "defaults": {"lanes": 4, "low": "auto"}, "layers": [
            {"match": "re:a|b+", "mantissa": 3, "exponent": 4, "coder": "peak", "sign": 1, "learnedMantissa": 2.5}]}
            """u8.ToArray();
        Damage(config, "b.json", path => ["encode", _folder["in"], "-o", _folder["out"], "--config", path]);
    }

    private void Damage(byte[] original, string name, Func<string, string[]> command)
    {
        var random = Properties.Random(name);
        var interesting = "0123456789\"{}[]:,-.e\0\n\u007f"u8.ToArray();
        for (var i = 0; i < 400; i++)
        {
            var bytes = original.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(bytes.Length);
                bytes[at] = random.Next(4) == 0 ? (byte)random.Next(256) : interesting[random.Next(interesting.Length)];
            }

            if (random.Next(8) == 0)
            {
                bytes = bytes[..random.Next(bytes.Length)];
            }

            var path = _folder.Write(name, bytes);
            var run = CommandRun.Of(command(path));
            Assert.True(run.Code is ExitCode.Success or ExitCode.Input, $"case {i}: {run.Code}: {run.Error}");
            Assert.True(run.Code == ExitCode.Success || run.Error.Count(letter => letter == '\n') == 1, $"case {i}: {run.Error}");
        }
    }
}
