// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;

namespace Rtlgen.CommandLine.Studies;

/// <summary>Makes a study's runs, each in a process of its own; those that are already made stay.</summary>
/// <param name="Folder">Where each run has its folder: <c>COMPARISON/RUN-seedN</c>.</param>
/// <param name="Jobs">Runs at the same time.</param>
/// <param name="Terminal">Gets a line for each run.</param>
internal sealed record StudyRunner(string Folder, int Jobs, Terminal Terminal)
{
    private const string Console = "console.txt";

    private int _done;

    /// <summary>Makes the runs that are missing, and goes on with those that were interrupted.</summary>
    /// <param name="trainings">The runs.</param>
    /// <exception cref="OperationCanceledException">The user interrupted; what was running has been saved.</exception>
    public void Run(IReadOnlyList<Training> trainings)
    {
        _done = trainings.Count(training => training.State(Folder) == TrainingState.Done);
        Terminal.Error.WriteLine($"{trainings.Count} runs, {_done} of them done before");
        var missing = trainings.Where(training => training.State(Folder) != TrainingState.Done);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Jobs };
        Parallel.ForEach(missing.ToList(), options, training =>
        {
            if (!Terminal.Cancellation.IsCancellationRequested)
            {
                var result = Make(training);
                lock (options)
                {
                    Terminal.Error.WriteLine($"{++_done}/{trainings.Count} {training.Name}: {result}");
                }
            }
        });
        Terminal.Cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>What a run said last; null if it said nothing.</summary>
    /// <param name="folder">The run's folder.</param>
    public static string? LastWords(string folder)
    {
        var path = Path.Combine(folder, Console);
        return File.Exists(path) ? File.ReadLines(path).LastOrDefault(line => line.Length > 0) : null;
    }

    private string Make(Training training)
    {
        var folder = training.FolderIn(Folder);
        Directory.CreateDirectory(folder);
        using var log = TextWriter.Synchronized(
            new StreamWriter(Path.Combine(folder, Console)) { AutoFlush = true, NewLine = "\n" });
        var start = InGroupOfItsOwn(SelfProcess.Start(training.Arguments(Folder)));
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var interrupt = Terminal.Cancellation.Register(() => Interrupt(process));
        process.WaitForExit();
        return process.ExitCode == 0
            ? "done"
            : string.Create(CultureInfo.InvariantCulture, $"exit code {process.ExitCode}: {LastWords(folder)}");

        void Write(string? line)
        {
            if (line is not null)
            {
                log.WriteLine(line);
            }
        }
    }

    // Ctrl-C on a terminal goes to its whole group, and a run takes a second signal for an order to stop at once.
    private static ProcessStartInfo InGroupOfItsOwn(ProcessStartInfo start)
    {
        start.ArgumentList.Insert(0, start.FileName);
        start.FileName = "setsid";
        return start;
    }

    // The run saves and ends. A run started in a shell's background ignores SIGINT, but not this.
    private static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
