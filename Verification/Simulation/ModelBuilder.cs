// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Simulation;

/// <summary>Builds Verilated shared libraries, and what they all share, into the cache.</summary>
/// <remarks>
/// Most of a small model's compile time is Verilator's headers, so they are compiled ahead: header and run-time
/// library are built once per tool version and flags.
/// </remarks>
internal sealed class ModelBuilder
{
    /// <summary>File name of a built library.</summary>
    public const string Library = "model.so";

    private const string Header = "bench.h";
    private const string Unity = "unity.cpp";

    private static readonly Lazy<string> Versions = new(() =>
        Tool.Verilator.Require(".", "--version") + "\n" + Tool.Compiler.Require(".", "--version"));

    private static readonly Lazy<string> Include = new(() =>
        Path.Combine(Tool.Verilator.Require(".", "--getenv", "VERILATOR_ROOT"), "include"));

    private readonly SimulationOptions _options;
    private readonly string[] _flags;

    public ModelBuilder(SimulationOptions options)
    {
        _options = options;
        _flags =
        [
            string.Create(CultureInfo.InvariantCulture, $"-O{options.Optimization}"),
            "-fPIC", "-w", "-fvisibility=hidden", "-fno-gnu-unique", "-DVL_USER_FATAL",
            $"-DVM_TRACE={(options.Trace ? 1 : 0)}",
        ];
    }

    private string[] VerilatorFlags =>
    [
        "--cc", "--language", "1364-2005", "-O3", "--x-assign", "unique", "--x-initial", "unique", "--noassert",
        "-Wno-fatal", "-Wno-lint", "-Wno-style", "--prefix", BenchSource.Prefix,
        .. _options.Trace ? ["--trace"] : Array.Empty<string>(),
    ];

    /// <summary>The folder of a model's library.</summary>
    public string Build(string top, PortLayout layout, IReadOnlyList<(string FileName, string Text)> sources)
    {
        var bench = BenchSource.For(layout);
        var files = sources.Select(source => source.FileName).ToList();
        var texts = files.Concat(sources.Select(source => source.Text));
        var key = FolderCache.Key([Versions.Value, .. _flags, .. VerilatorFlags, top, bench, .. texts]);
        return _options.Cache.GetOrBuild("model-" + key, folder =>
        {
            foreach (var (fileName, text) in sources)
            {
                File.WriteAllText(Path.Combine(folder, fileName), text);
            }

            Tool.Verilator.Require(folder, [.. VerilatorFlags, "--top-module", top, "-Mdir", "cpp", .. files]);
            Compile(folder, bench);
        });
    }

    private void Compile(string folder, string bench)
    {
        var runtime = Runtime();
        var generated = Path.Combine(folder, "cpp");
        var parts = Directory.EnumerateFiles(generated, "*.cpp").Select(Path.GetFileName).Order(StringComparer.Ordinal);
        var unity = string.Concat(parts.Select(part => $"#include \"{part}\"\n")) + bench;
        File.WriteAllText(Path.Combine(generated, Unity), unity);
        Tool.Compiler.Require(
            folder,
            [
                .. _flags, "-shared", "-I", runtime, "-include", Header, "-I", "cpp", .. Includes(),
                "-o", Library, Path.Combine("cpp", Unity), .. Directory.EnumerateFiles(runtime, "*.o"),
                "-pthread", "-Wl,--no-undefined",
            ]);
        Directory.Delete(generated, recursive: true);
    }

    private string Runtime()
    {
        var key = FolderCache.Key([Versions.Value, BenchSource.Header, .. _flags]);
        return _options.Cache.GetOrBuild("runtime-" + key, folder => Parallel.Invoke(
            () => Object(folder, "verilated"),
            () => Object(folder, "verilated_threads"),
            () => Precompile(folder),
            () =>
            {
                if (_options.Trace)
                {
                    Object(folder, "verilated_vcd_c");
                }
            }));
    }

    // The compiler finds the precompiled header beside the header itself.
    private void Precompile(string folder)
    {
        File.WriteAllText(Path.Combine(folder, Header), BenchSource.Header);
        Tool.Compiler.Require(
            folder, [.. _flags, .. Includes(), "-x", "c++-header", Path.Combine(folder, Header), "-o", Header + ".gch"]);
    }

    private void Object(string folder, string name) => Tool.Compiler.Require(
        folder, [.. _flags, .. Includes(), "-c", Path.Combine(Include.Value, name + ".cpp"), "-o", name + ".o"]);

    private static string[] Includes() => ["-I", Include.Value, "-I", Path.Combine(Include.Value, "vltstd")];
}
