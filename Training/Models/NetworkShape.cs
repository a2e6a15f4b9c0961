// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;
using Rtlgen.Training.Data;
using Rtlgen.Training.Stash;
using static TorchSharp.torch;

namespace Rtlgen.Training.Models;

/// <summary>A stashed tensor, and what is multiplied for it, in the forward pass of one example.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Layer">Its layer's name.</param>
/// <param name="Kind">Weight or activation.</param>
/// <param name="Values">Its values: of a weight all, of an activation those of one example.</param>
/// <param name="Macs">Multiplications with additions: of a weight those that it takes part in; of an activation that is
/// a product of two others, those that make it; else 0.</param>
public sealed record SiteShape(string Name, string Layer, TensorKind Kind, long Values, long Macs);

/// <summary>How large a network's tensors are, and how much it multiplies, for one example.</summary>
/// <param name="Sites">The stashed tensors in the order of the forward pass.</param>
/// <param name="OtherValues">Values of parameters that are not stashed: norms, biases.</param>
public sealed record NetworkShape(IReadOnlyList<SiteShape> Sites, long OtherValues)
{
    /// <summary>Runs a network of the given kind once, with random weights, and watches.</summary>
    /// <param name="name">One of <see cref="Networks.Names"/>, or a user's class.</param>
    /// <param name="data">The data set, which gives sizes and the example.</param>
    /// <exception cref="ArgumentException">The network is not for such data; the message says what would be
    /// right.</exception>
    public static NetworkShape Of(string name, DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var scope = NewDisposeScope();
        using var still = no_grad();
        var stash = new StashSet();
        using var network = Networks.Make(name, data, stash);
        var macs = new long[stash.Sites.Count];
        stash.Counter = (site, count) => macs[site.Index] += count;
        var (inputs, _) = data.Batch(true, [0], seed: 0, epoch: 0);
        network.eval();
        _ = network.Predict(inputs);
        var sites = stash.Sites.Select(
            site => new SiteShape(site.Name, site.Layer, site.Kind, site.Count, macs[site.Index])).ToList();
        var weights = sites.Where(site => site.Kind == TensorKind.Weight).Sum(site => site.Values);
        return new NetworkShape(sites, network.parameters().Sum(parameter => parameter.numel()) - weights);
    }
}
