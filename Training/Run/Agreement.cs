// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Rtlgen.GoldenModel.Files;
using Rtlgen.Training.Models;
using static TorchSharp.torch;

namespace Rtlgen.Training.Run;

/// <summary>What the processes of a run agree on, so that all do the same steps with the same lengths.</summary>
/// <param name="group">The processes.</param>
/// <param name="network">The network.</param>
internal sealed class Agreement(IProcessGroup group, Network network)
{
    /// <summary>True if a process wishes to stop, as of the last <see cref="Settle"/>.</summary>
    public bool Stops { get; private set; }

    /// <summary>Checks that all processes begin the same run in the same state.</summary>
    /// <param name="identity">What of the options must be the same.</param>
    /// <param name="first">Steps done before.</param>
    /// <param name="last">Step after which the run ends.</param>
    /// <exception cref="ArgumentException">They have different options.</exception>
    /// <exception cref="InvalidDataException">They have different steps done, or different weights.</exception>
    public void RequireSameStart(string identity, long first, long last)
    {
        if (group.Size == 1)
        {
            return;
        }

        var weights = 0u;
        foreach (var parameter in network.parameters())
        {
            weights = Crc32.Append(weights, parameter.bytes);
        }

        double[] own = [Crc32.Append(0, Encoding.UTF8.GetBytes(identity)), last, first, weights];
        double[] most = [.. own];
        double[] least = [.. own.Select(number => -number)];
        group.Max(most);
        group.Max(least);
        if (Differ(0) || Differ(1))
        {
            throw new ArgumentException("the processes have different options or data, all must have the same");
        }

        if (Differ(2))
        {
            throw new InvalidDataException(
                $"the processes begin after different steps, {-least[2]} to {most[2]}: with --resume all must find the "
                + "same last.ckpt");
        }

        if (Differ(3))
        {
            throw new InvalidDataException(
                "the processes begin with different weights: all must have the same libtorch and, with --resume, the "
                + "same last.ckpt");
        }

        bool Differ(int place) => most[place] != -least[place];
    }

    /// <summary>The loss of the whole batch.</summary>
    /// <param name="loss">Mean loss of this process's part.</param>
    public double Loss(double loss)
    {
        Span<double> losses = [loss];
        group.Average(losses);
        return losses[0];
    }

    /// <summary>Settles the largest exponents for what comes next, and whether to stop, in one collective.</summary>
    /// <param name="cancellation">This process's wish to stop.</param>
    public void Settle(CancellationToken cancellation)
    {
        var sites = network.Stash.Sites;
        double[] values =
            [.. sites.Select(site => (double)site.NextPeak), cancellation.IsCancellationRequested ? 1 : 0];
        group.Max(values);
        foreach (var site in sites)
        {
            site.Settle((int)values[site.Index]);
        }

        Stops = values[^1] > 0;
    }

    /// <summary>Averages batch norm's running statistics, to which each process has taken its own part of the
    /// batches.</summary>
    public void AverageStatistics() =>
        group.Average([.. network.buffers().Where(buffer => buffer.dtype == ScalarType.Float32)]);
}
