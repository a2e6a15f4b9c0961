// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Own;
using Rtlgen.Training.Stash;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rtlgen.Training.Models;

/// <summary>A network whose weights and stashed activations pass through a <see cref="StashSet"/>.</summary>
/// <remarks>A user's network derives from it: docs/own-network.md.</remarks>
public abstract class Network : Module<Tensor, Tensor>
{
    /// <summary>A network without layers.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="stash">Where its tensors pass.</param>
    protected Network(string name, StashSet stash)
        : base(name)
    {
        Stash = stash;
    }

    /// <summary>Where its tensors pass.</summary>
    public StashSet Stash { get; }

    /// <summary>The user's class that it is; null for one of the program's own.</summary>
    internal OwnClass? Origin { get; set; }

    /// <summary>Runs the network.</summary>
    /// <param name="inputs">As <see cref="Data.DataSet.Batch"/> gives them.</param>
    /// <returns>Logits, <c>[batch, …, classes]</c>.</returns>
    /// <exception cref="InvalidDataException">A user's network throws.</exception>
    internal Tensor Predict(Tensor inputs) => OwnCode.Run(Origin, nameof(forward), () => call(inputs));

    /// <summary>Names all sites after their layers.</summary>
    /// <returns>How many there are in the layers that are registered.</returns>
    internal int NameSites()
    {
        var sites = new HashSet<StashSite>();
        foreach (var (name, module) in named_modules())
        {
            foreach (var site in (module as IStashedLayer)?.Sites ?? [])
            {
                site.Layer = name;
                sites.Add(site);
            }
        }

        return sites.Count;
    }

    /// <summary>Adds a layer.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name, which begins those of its parameters and stash sites; no point in it.</param>
    /// <param name="layer">The layer.</param>
    /// <returns>The layer.</returns>
    protected T Add<T>(string name, T layer)
        where T : Module
    {
        register_module(name, layer);
        return layer;
    }

    /// <summary>Fields would be registered a second time, under their own names.</summary>
    protected override void RegisterComponents()
    {
    }
}

/// <summary>A layer, or a part of a network with layers of its own; both register by hand what they hold.</summary>
public abstract class Layer : Module<Tensor, Tensor>
{
    /// <summary>A part without layers.</summary>
    /// <param name="name">What people call it.</param>
    protected Layer(string name)
        : base(name)
    {
    }

    /// <summary>Adds a layer.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name within the part; no point in it.</param>
    /// <param name="layer">The layer.</param>
    /// <returns>The layer.</returns>
    protected T Add<T>(string name, T layer)
        where T : Module
    {
        register_module(name, layer);
        return layer;
    }

    /// <summary>Fields would be registered a second time, under their own names.</summary>
    protected override void RegisterComponents()
    {
    }
}
