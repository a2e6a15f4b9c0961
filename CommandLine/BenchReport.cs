// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Comparison;

namespace Rtlgen.CommandLine;

/// <summary>What <c>bench</c> found, for people.</summary>
/// <param name="Setup">What was asked for.</param>
/// <param name="Machine">Where it was measured.</param>
/// <param name="Results">By tensor and number of threads.</param>
internal sealed record BenchReport(BenchSetup Setup, Machine Machine, IReadOnlyList<Result> Results)
{
    /// <summary>A line for each library that is not there.</summary>
    public IEnumerable<string> Absences => Libraries.Where(library => library.FindVersion() is null)
        .Select(
            library => $"{library.Name} is absent and not measured; on Debian: sudo apt-get install {library.Package}");

    private IEnumerable<Library> Libraries => Setup.Peers.SelectMany(peer => peer.Libraries).Distinct();

    /// <summary>Writes the conditions and a table for each tensor and number of threads.</summary>
    public void Write(TextWriter writer)
    {
        WriteConditions(writer);
        foreach (var group in Results.GroupBy(result => (result.Tensor, result.Container, result.Threads)))
        {
            writer.WriteLine();
            var plural = group.Key.Threads == 1 ? "" : "s";
            writer.WriteLine($"{group.Key.Tensor}: {group.Key.Container}, {group.Key.Threads} thread{plural}");
            var table = new TextTable(
                "<codec", "<coder", "ratio", "encode GB/s", "decode GB/s", "encode/memcpy", "decode/memcpy");
            foreach (var result in group)
            {
                table.Add(
                    result.Codec,
                    result.Coder,
                    TextTable.Ratio(result.Ratio),
                    Speed(result.EncodeGBps),
                    Speed(result.DecodeGBps),
                    Speed(result.EncodeToMemcpy),
                    Speed(result.DecodeToMemcpy));
            }

            table.Write(writer);
        }
    }

    private void WriteConditions(TextWriter writer)
    {
        var load = Machine.Load is { } found ? $", load {found.ToString("F2", CultureInfo.InvariantCulture)}" : "";
        var busy = Machine.IsBusy ? " (busy: repeat these figures on an idle machine)" : "";
        writer.WriteLine($"machine:   {Machine.Processor}, {Machine.Cores} cores{load}{busy}");
        var versions = Libraries.Select(library => (library.Name, Version: library.FindVersion()))
            .Where(library => library.Version is not null)
            .Select(library => $"{library.Name} {library.Version}");
        writer.WriteLine($"libraries: {string.Join(", ", versions)}");
        foreach (var absence in Absences)
        {
            writer.WriteLine($"absent:    {absence}");
        }

        writer.WriteLine(
            $"tensors:   {Setup.Megabytes} MiB each, short ones tiled; generated ones by seed {Weights.Seed}");
        writer.WriteLine($"times:     medians of {Setup.Repetitions}, all codecs by turns, memcpy before each; round trips checked first");
        writer.WriteLine(
            $"peers:     independent blocks of {BlockTensor.BlockBytes >> 10} KiB, handed to threads in turn");
        var slow = Setup.Peers.Where(peer => peer.IsPresent && peer.SliceBytes < Setup.Megabytes << 20).Select(NameOf);
        if (string.Join(", ", slow) is { Length: > 0 } names)
        {
            writer.WriteLine($"slow:      {names}: only the first {Peer.Slice >> 10} KiB of each tensor");
        }

        var floats = Setup.Peers.Where(peer => peer.IsPresent && peer.Fp32Only).Select(NameOf);
        if (string.Join(", ", floats) is { Length: > 0 } floatNames)
        {
            writer.WriteLine($"fp32 only: {floatNames}, in one dimension");
        }

        writer.WriteLine(
            "huffman:   split+huffman is ZipNN's method: exponents as the highest of the byte planes, each plane Huffman-coded");
        writer.WriteLine(
            "           or stored by libzstd (strategy fast, target length 131072: no matches; literals always compressed)");
    }

    private static string NameOf(Peer peer)
    {
        using var compressor = peer.Make(sizeof(float));
        return $"{compressor.Name} {compressor.Setting}";
    }

    private static string Speed(double number) =>
        number < 0.01 ? number.ToString("G2", CultureInfo.InvariantCulture) : TextTable.Ratio(number);
}
