// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Tests.CommandLine.Packaging;

/// <summary>Packages of a few configurations, made once for all tests of a class.</summary>
public sealed class Packages : IDisposable
{
    private const string Small = "\"schemaVersion\": 1, \"container\": \"bf16\", \"lanes\": 2, \"rows\": 3, \"word\": 16";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _made = [];

    private static readonly Dictionary<string, string> Configurations = new()
    {
        ["small"] = $$"""{ {{Small}}, "coders": ["delta", "fixed"] }""",
        ["hashed"] = $$"""{ {{Small}}, "coders": ["delta", "fixed"], "hashNames": true }""",
        ["other"] = $$"""{ {{Small}}, "prefix": "acme", "coders": ["fixed"], "hashNames": true }""",
        ["registers"] = $$"""{ {{Small}}, "coders": ["fixed"], "roundings": ["truncate"], "registers": true }""",
        ["frozen"] = """{ "schemaVersion": 1, "lanes": 3, "registers": true, "frozen": { "mantissa": 3, "exponent": 5, "low": 104, "coder": "peak" } }""",
    };

    /// <summary>The folder of a package: one of those above, <c>default</c> or <c>table</c>.</summary>
    public string this[string name]
    {
        get
        {
            if (!_made.TryGetValue(name, out var folder))
            {
                _made[name] = folder = _folder[name];
                CommandRun.Succeeds(["generate", "--package", .. Options(name), "-o", folder]);
            }

            return folder;
        }
    }

    /// <summary>The options that choose the hardware.</summary>
    public string[] Options(string name) => name switch
    {
        "default" => [],
        "table" => ["-c", Repository.Path("samples", "bitlengths.json")],
        _ => ["-c", _folder.Write(name + ".json", Configurations[name])],
    };

    /// <summary>A copy of a package, to change or to run.</summary>
    public string Copy(string name, string copy)
    {
        var (from, to) = (this[name], _folder[copy]);
        foreach (var file in Files(from))
        {
            var path = Path.Combine(to, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(Path.Combine(from, file), path);
        }

        return to;
    }

    /// <summary>Paths of all files below a folder.</summary>
    public static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal);

    /// <summary>Runs the test bench as its Makefile does.</summary>
    internal static ToolResult Simulate(string folder, string target) =>
        new Tool("make", "make").Run(Path.Combine(folder, "sim"), "-s", target);

    public void Dispose() => _folder.Dispose();
}
