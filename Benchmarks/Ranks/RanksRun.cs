// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Rtlgen.Benchmarks.Ranks;

/// <summary>Speed of two processes that train together against one, with one thread each and the same whole batch: by
/// turns, medians of each.</summary>
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
            $"{"examples a second",-20}{"one process",12}{"two",10}{"ratio",8}{"least",8}{"most",8}{"in collectives",16}");
        foreach (var method in (string[])["fp32", "qm+qe"])
        {
            Measure(method, turns, steps, batch);
        }

        int Number(int place, int otherwise) =>
            place < arguments.Length ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;
    }

    private static void Measure(string method, int turns, int steps, int batch)
    {
        var port = FreePort();
        using var alone = new RanksTeam(1, port, method, batch, steps);
        using var pair = new RanksTeam(2, port, method, batch, steps);
        var (one, two, ratios, waits) =
            (new double[turns], new double[turns], new double[turns], new double[turns]);
        for (var turn = -WarmUps; turn < turns; turn++)
        {
            var place = Math.Max(0, turn);
            var (seconds, _) = alone.Turn();
            var (shared, waiting) = pair.Turn();
            (one[place], two[place]) = (steps * batch / seconds, steps * batch / shared);
            (ratios[place], waits[place]) = (seconds / shared, waiting / shared);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{method,-20}{Median(one),12:F0}{Median(two),10:F0}{Median(ratios),8:F3}{ratios.Min(),8:F3}"
            + $"{ratios.Max(),8:F3}{100 * Median(waits),14:F1} %"));
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
