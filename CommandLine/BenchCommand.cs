// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.CommandLine.Pictures;
using Rtlgen.Comparison;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen bench [FILES…]</c>: the software codec beside memcpy and other compressors, in one run.</summary>
internal static class BenchCommand
{
    private const int DefaultMegabytes = 32;
    private const int DefaultRepetitions = 5;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("bench", "Measure the software codec beside memcpy and other lossless compressors");
        var files = Inputs.PathArgument<string[]>(
            "FILES", "Files as for encode, all tensors of one in one; a sample if absent");
        files.Arity = ArgumentArity.ZeroOrMore;
        var processors = Environment.ProcessorCount;
        var threads = Inputs.Number(
            "--threads", 1, 256, "Threads, beside one alone", $"all {processors} processors if absent");
        var repeat = Inputs.Number("--repeat", 1, 1000, "How often each is timed", $"{DefaultRepetitions} if absent");
        var size = Inputs.Number("--size", 1, 512, "MiB of each tensor", $"{DefaultMegabytes} if absent");
        var json = Inputs.Json();
        var picture = new Option<string?>("--picture")
        {
            Description = "Draw ratio and decoding speed as SVG",
            HelpName = "FILE.svg",
        };
        picture.Validators.Add(Inputs.RefuseEmpty);
        command.Add(files);
        command.Add(threads);
        command.Add(repeat);
        command.Add(size);
        command.Add(json);
        command.Add(picture);
        command.SetAction(parsed =>
        {
            var setup = new BenchSetup(
                Peer.All,
                parsed.GetValue(files) ?? [],
                parsed.GetValue(threads) ?? processors,
                parsed.GetValue(repeat) ?? DefaultRepetitions,
                parsed.GetValue(size) ?? DefaultMegabytes);
            if (parsed.GetValue(picture) is { } path)
            {
                RunWithPicture(setup, path, parsed.GetValue(json), terminal);
            }
            else
            {
                Print(Run(setup, BenchTensors.Load(setup.Files), terminal), parsed.GetValue(json), terminal);
            }

            return (int)ExitCode.Success;
        });
        return command;
    }

    /// <summary>Measures everything.</summary>
    /// <exception cref="CommandFailure">A codec does not give back what it got.</exception>
    internal static BenchReport Run(BenchSetup setup, IReadOnlyList<BenchTensor> tensors, Terminal terminal)
    {
        var machine = Machine.Examine();
        var peers = setup.Peers.Where(peer => peer.IsPresent).ToList();
        var results = new List<Result>();
        int[] threads = [.. new[] { 1, setup.Threads }.Distinct()];
        using var contest = new Contest(peers, setup.Megabytes << 20, setup.Repetitions, terminal.Cancellation);
        var done = 0;
        foreach (var tensor in tensors)
        {
            foreach (var count in threads)
            {
                terminal.Progress("measuring", done++, tensors.Count * threads.Length);
                try
                {
                    results.AddRange(contest.Run(tensor, count));
                }
                catch (InvalidDataException exception)
                {
                    throw new CommandFailure(ExitCode.CheckFailed, exception.Message, exception);
                }
            }
        }

        terminal.ClearProgress();
        return new BenchReport(setup, machine, results);
    }

    private static void RunWithPicture(BenchSetup setup, string path, bool json, Terminal terminal)
    {
        foreach (var file in setup.Files)
        {
            OutputFile.RequireOther(file, path);
        }

        // Whether the picture can be written is known before a minute of measuring, not after.
        var tensors = BenchTensors.Load(setup.Files);
        BenchReport? report = null;
        OutputFile.Attempt(() => AtomicFile.Write(path, stream =>
        {
            report = Run(setup, tensors, terminal);
            using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            BenchPicture.Draw(report).Write(writer);
        }));
        Print(report!, json, terminal);
    }

    private static void Print(BenchReport report, bool json, Terminal terminal)
    {
        if (json)
        {
            foreach (var absence in report.Absences)
            {
                terminal.Note(absence);
            }

            terminal.WriteJson(report.Results);
        }
        else
        {
            report.Write(terminal.Out);
        }
    }
}

/// <summary>What to measure.</summary>
/// <param name="Peers">Peers, whether present or not.</param>
/// <param name="Files">Files with tensors; none for the sample.</param>
/// <param name="Threads">Threads, beside one alone.</param>
/// <param name="Repetitions">How often each is timed.</param>
/// <param name="Megabytes">MiB of each tensor.</param>
internal sealed record BenchSetup(
    IReadOnlyList<Peer> Peers, IReadOnlyList<string> Files, int Threads, int Repetitions, int Megabytes);
