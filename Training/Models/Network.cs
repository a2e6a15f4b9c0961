// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Stash;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rtlgen.Training.Models;

/// <summary>A network whose weights and stashed activations pass through a <see cref="StashSet"/>.</summary>
public abstract class Network : Module<Tensor, Tensor>
{
    /// <summary>A network without layers.</summary>
    /// <param name="name">Its name on the command line.</param>
    /// <param name="stash">Where its tensors pass.</param>
    protected Network(string name, StashSet stash)
        : base(name)
    {
        Stash = stash;
    }

    /// <summary>Where its tensors pass.</summary>
    public StashSet Stash { get; }

    /// <summary>Adds a layer.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name.</param>
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

    /// <summary>Names all sites after their layers; to be called when all layers are there.</summary>
    protected void NameSites()
    {
        foreach (var (name, module) in named_modules())
        {
            foreach (var site in (module as IStashedLayer)?.Sites ?? [])
            {
                site.Layer = name;
            }
        }
    }
}

/// <summary>A layer, or a part of a network with layers of its own; both register by hand what they hold.</summary>
internal abstract class Layer : Module<Tensor, Tensor>
{
    /// <summary>A part without layers.</summary>
    protected Layer(string name)
        : base(name)
    {
    }

    /// <summary>Adds a layer.</summary>
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
