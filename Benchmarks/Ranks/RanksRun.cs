// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.Benchmarks.Ranks;

/// <summary>Speed of training: two processes together against one with the same whole batch, beside two that share the
/// batch and never speak (the machine's limit), and each method against FP32; one thread a process, by turns, medians
/// of each.</summary>
internal static class RanksRun
{
    private const int WarmUps = 1;

    /// <summary>Measures ResNet-8 on Fashion-MNIST without and with learned lengths.</summary>
    /// <param name="arguments">Optional: turns, steps of a turn, examples of a step.</param>
    public static void All(string[] arguments)
    {
        var (turns, steps, batch) = (Number(0, 9), Number(1, 20), Number(2, 128));
        Console.WriteLine(
            $"resnet8 on fashion-mnist, {batch} examples a step, one thread a process; medians of {turns} turns of "
            + $"{steps} steps");
        Console.WriteLine(
            $"{"examples a second",-20}{"one process",12}{"two",10}{"ratio",8}{"least",8}{"most",8}{"in collectives",16}"
            + $"{"apart",8}{"two of apart",14}{"least",8}{"most",8}");
        foreach (var method in (string[])["fp32", "qm+qe"])
        {
            MeasureRanks(method, turns, steps, batch);
        }

        Console.WriteLine();
        Console.WriteLine($"{"milliseconds a step",-20}{"fp32",12}{"method",10}{"ratio",8}{"least",8}{"most",8}");
        foreach (var method in (string[])["bf16", "qm+qe", "bitwave"])
        {
            MeasureMethod(method, turns, steps, batch);
        }

        int Number(int place, int otherwise) =>
            place < arguments.Length ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
    }

    private static void MeasureRanks(string method, int turns, int steps, int batch)
    {
        using var alone = RanksTeam.Joined(1, method, batch, steps);
        using var pair = RanksTeam.Joined(2, method, batch, steps);
        using var strangers = RanksTeam.Apart(2, method, batch, steps);
        var (one, two, ratios) = (new double[turns], new double[turns], new double[turns]);
        var (waits, limits, parts) = (new double[turns], new double[turns], new double[turns]);
        for (var turn = -WarmUps; turn < turns; turn++)
        {
            var place = Math.Max(0, turn);
            var (seconds, _) = alone.Turn();
            var (shared, waiting) = pair.Turn();
            (one[place], two[place]) = (steps * batch / seconds, steps * batch / shared);
            (ratios[place], waits[place]) = (seconds / shared, waiting / shared);
            var apart = strangers.Turn().Seconds;
            (limits[place], parts[place]) = (seconds / apart, apart / shared);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{method,-20}{Median(one),12:F0}{Median(two),10:F0}{Median(ratios),8:F3}{ratios.Min(),8:F3}"
            + $"{ratios.Max(),8:F3}{100 * Median(waits),14:F1} %{Median(limits),8:F3}"
            + $"{Median(parts),14:F3}{parts.Min(),8:F3}{parts.Max(),8:F3}"));
    }

    private static void MeasureMethod(string method, int turns, int steps, int batch)
    {
        using var plain = RanksTeam.Joined(1, "fp32", batch, steps);
        using var team = RanksTeam.Joined(1, method, batch, steps);
        var (without, with, ratios) = (new double[turns], new double[turns], new double[turns]);
        for (var turn = -WarmUps; turn < turns; turn++)
        {
            var place = Math.Max(0, turn);
            (without[place], with[place]) = (1000 * plain.Turn().Seconds / steps, 1000 * team.Turn().Seconds / steps);
            ratios[place] = with[place] / without[place];
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{method,-20}{Median(without),12:F1}{Median(with),10:F1}{Median(ratios),8:F3}{ratios.Min(),8:F3}"
            + $"{ratios.Max(),8:F3}"));
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
