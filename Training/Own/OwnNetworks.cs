// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;
using Rtlgen.Training.Data;
using Rtlgen.Training.Models;
using Rtlgen.Training.Run;
using Rtlgen.Training.Stash;
using static TorchSharp.torch;

namespace Rtlgen.Training.Own;

/// <summary>Makes a user's network, and tries it before a run begins.</summary>
internal static class OwnNetworks
{
    /// <summary>Makes a network for a data set.</summary>
    /// <param name="origin">Its class.</param>
    /// <param name="data">The data set, which gives sizes and two examples.</param>
    /// <param name="stash">An empty set; receives the network's sites.</param>
    /// <exception cref="InvalidDataException">It throws, or is not what training needs; the message is one line, names
    /// the class and what would be right.</exception>
    public static Network Make(OwnClass origin, DataSet data, StashSet stash)
    {
        var network = (Network)origin.Make(OwnKind.Network, stash, data);
        network.Origin = origin;
        if (network.Stash != stash)
        {
            throw OwnCode.Wrong(origin, "Stash must be the one that its constructor is given");
        }

        if (stash.Sites.Count == 0)
        {
            throw OwnCode.Wrong(
                origin, "has no stash site, must have layers that make some: StashedConv2d, StashedLinear, Stashed");
        }

        CheckNames(origin, network);
        Try(origin, network, data);
        return network;
    }

    /// <summary>What must be the same for a run to be resumed: the options' identity, and of a user's network, which
    /// may change, a word for names and shapes.</summary>
    /// <param name="options">The run's options.</param>
    /// <param name="network">Its network.</param>
    /// <returns>One line.</returns>
    public static string IdentityOf(TrainOptions options, Network network)
    {
        if (network.Origin is null)
        {
            return options.Identity;
        }

        var lines = network.state_dict().Select(entry => $"{entry.Key} {string.Join('x', entry.Value.shape)}")
            .Concat(network.Stash.Sites.Select(site => $"{site.Name} {site.Kind}"));
        var checksum = Crc32.Append(0, Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return $"{options.Identity} tensors:{checksum:x8}";
    }

    private static void CheckNames(OwnClass origin, Network network)
    {
        var sites = network.Stash.Sites;
        if (network.NameSites() is var named && named < sites.Count)
        {
            throw OwnCode.Wrong(
                origin, $"{sites.Count - named} of {sites.Count} stash sites are in layers that it has not, each layer "
                + "must be registered with Add");
        }

        if (sites.GroupBy(site => site.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw OwnCode.Wrong(origin, $"has {twice.Count()} stash sites '{twice.Key}', each must have its own name");
        }

        var parameters = network.named_parameters().Select(entry => entry.name).ToHashSet();
        if (sites.FirstOrDefault(site => site.Kind == TensorKind.Weight && !parameters.Contains(site.Name)) is { } odd)
        {
            throw OwnCode.Wrong(origin, $"stash site '{odd.Name}' is a weight's, must have the name of a parameter");
        }
    }

    // Nothing is dropped here, and no state moves: in a run the first step finds what it would have found without.
    private static void Try(OwnClass origin, Network network, DataSet data)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var stash = network.Stash;
        var passes = new int[stash.Sites.Count];
        network.eval();
        (stash.Follows, stash.Watcher) = (false, (site, _) => passes[site.Index]++);
        var (inputs, targets) = data.Batch(true, Enumerable.Range(0, Math.Min(2, data.TrainCount)).ToArray(), 0, 0);
        var output = network.Predict(inputs);
        (stash.Follows, stash.Watcher) = (true, null);
        network.train();
        long[] wanted = [.. targets.shape, data.Classes];
        if (output.dtype != ScalarType.Float32 || !output.shape.SequenceEqual(wanted))
        {
            throw OwnCode.Wrong(
                origin, $"forward gives {output.dtype} {Text(output.shape)} for an input of {Text(inputs.shape)}, must "
                + $"be Float32 {Text(wanted)}: a value for each of the {data.Classes} classes of {data.Name}");
        }

        if (Array.FindIndex(passes, count => count != 1) is >= 0 and var place)
        {
            throw OwnCode.Wrong(
                origin, $"forward passes stash site '{stash.Sites[place].Name}' {passes[place]} times, must be once");
        }
    }

    private static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
}
