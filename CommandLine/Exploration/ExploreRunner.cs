// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Rtlgen.Generator.Config;
using Rtlgen.Synthesis;
using Rtlgen.Verification.Tools;

namespace Rtlgen.CommandLine.Exploration;

/// <summary>Tries the points of a plan, several at a time. One that fails does not stop the others.</summary>
/// <param name="Try">What a configuration comes to.</param>
/// <param name="Jobs">Points at the same time.</param>
/// <param name="Terminal">Gets a line for each point.</param>
internal sealed record ExploreRunner(Func<HardwareConfig, ExploreFigures> Try, int Jobs, Terminal Terminal)
{
    private const string Place = "point";

    /// <summary>Tries points.</summary>
    /// <param name="hardware">Hardware configurations as JSON.</param>
    /// <param name="report">Gets all points, in order, whenever another one is done.</param>
    /// <returns>All points in order.</returns>
    /// <exception cref="OperationCanceledException">The user interrupted; what was done has been reported.</exception>
    /// <exception cref="ToolMissingException">A tool is not installed.</exception>
    public IReadOnlyList<ExplorePoint> Run(IReadOnlyList<string> hardware, Action<IReadOnlyList<ExplorePoint>> report)
    {
        var parsed = hardware.Select(Parse).ToList();
        var points = parsed.Select(one => one.Point).ToArray();
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Jobs };
        Parallel.ForEach(Enumerable.Range(0, points.Length), options, place =>
        {
            if (Terminal.Cancellation.IsCancellationRequested)
            {
                return;
            }

            var point = parsed[place].Config is { } config ? Attempt(points[place], config) : points[place];
            lock (options)
            {
                points[place] = point;
                if (!Terminal.Cancellation.IsCancellationRequested || point.Figures is not null)
                {
                    Terminal.Error.WriteLine($"{++done}/{points.Length} {point.Name}: {point.Summary()}");
                    report([.. points]);
                }
            }
        });
        Terminal.Cancellation.ThrowIfCancellationRequested();
        return points;
    }

    private ExplorePoint Attempt(ExplorePoint point, HardwareConfig config)
    {
        try
        {
            return point with { Figures = Try(config) };
        }
        catch (Exception exception)
            when (Terminal.Cancellation.IsCancellationRequested && exception is not ToolMissingException)
        {
            // A tool that the same signal ended is no fault of the point's.
            return point;
        }
        catch (Exception exception) when (exception is SynthesisException or ToolFailedException or FormatException
            or InvalidDataException or ArgumentException)
        {
            return point with { Failure = exception.Message.ReplaceLineEndings(" ") };
        }
    }

    // What was asked for, where there is no such hardware that has a name.
    private static string Describe(JsonNode node)
    {
        var asked = node.DeepClone().AsObject();
        asked.Remove(ExploreFile.VersionField);
        return asked.ToJsonString().Replace("\"", "", StringComparison.Ordinal);
    }

    private static (ExplorePoint Point, HardwareConfig? Config) Parse(string json)
    {
        var node = JsonNode.Parse(json)!;
        try
        {
            var config = HardwareFile.Parse(Place, Encoding.UTF8.GetBytes(json));
            return (new ExplorePoint(config.Name, node, config.Container.Name, config.Frozen is not null), config);
        }
        catch (InvalidDataException exception)
        {
            // The text is one line, whose number says nothing.
            var reason = exception.Message[(exception.Message.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            var container = (string?)node["container"] ?? new HardwareConfig().Container.Name;
            return (
                new ExplorePoint(Describe(node), node, container, node["frozen"] is not null, Failure: reason), null);
        }
    }
}
