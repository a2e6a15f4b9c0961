// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Data;
using Rtlgen.Training.Run;
using static TorchSharp.torch;

namespace Rtlgen.Training.Stash;

/// <summary>Sees an adapted tensor.</summary>
/// <param name="site">Whose tensor.</param>
/// <param name="bytes">Its adapted float32 values, row-major.</param>
public delegate void StashWatcher(StashSite site, ReadOnlySpan<byte> bytes);

/// <summary>The hook through which a network's weights and stashed activations pass.</summary>
/// <remarks>
/// Not thread-safe. A layer makes its sites when it is constructed, in the order of the forward pass, and passes each
/// tensor through <see cref="Weight"/> or <see cref="Activation"/> once in a forward pass.
/// </remarks>
public sealed class StashSet
{
    private const long Purpose = 4;

    private readonly List<StashSite> _sites = [];

    /// <summary>All sites in the order of the forward pass.</summary>
    public IReadOnlyList<StashSite> Sites => _sites;

    /// <summary>The processes that train together: each sees all of a weight, and its part of an activation.</summary>
    public IProcessGroup Group { get; set; } = new SingleProcess();

    /// <summary>Threads that adapt.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>Seed of what is drawn.</summary>
    public long Seed { get; set; }

    /// <summary>The step, counted from 0; with the seed it settles what is drawn.</summary>
    public long Step { get; set; }

    /// <summary>Steps between two looks at a tensor's largest exponent, unless one was saturated.</summary>
    public int PeakInterval { get; set; } = 16;

    /// <summary>Share of a tensor from which length gradients are estimated: above 0, up to 1.</summary>
    public double GradientFraction { get; set; } = 1.0 / 16;

    /// <summary>⌊n⌋ and ⌊e⌋ of a site whose lengths learn, negative for one that does not; null while none
    /// learns.</summary>
    public Func<StashSite, (int Mantissa, int Exponent)>? Learners { get; set; }

    /// <summary>Sees every tensor after it is adapted; null for nobody.</summary>
    public StashWatcher? Watcher { get; set; }

    /// <summary>Sees every tensor before it is adapted; null for nobody.</summary>
    public StashWatcher? Inspector { get; set; }

    /// <summary>Sees multiplications with additions of an operation, by the site of its weight or, where it has none,
    /// of its result; null for nobody.</summary>
    public Action<StashSite, long>? Counter { get; set; }

    /// <summary>True while largest exponents and numbers of values are followed: in training, not in tests.</summary>
    public bool Follows { get; set; } = true;

    /// <summary>Makes the site of a weight.</summary>
    /// <param name="suffix">The parameter's name in its layer.</param>
    /// <returns>The site.</returns>
    public StashSite AddWeight(string suffix = "weight") =>
        Add(new StashSite(TensorKind.Weight, suffix, nonNegative: false));

    /// <summary>Makes the site of an activation.</summary>
    /// <param name="nonNegative">True if no value can be negative.</param>
    /// <param name="suffix">What follows the layer's name in the tensor's.</param>
    /// <returns>The site.</returns>
    public StashSite AddActivation(bool nonNegative = false, string suffix = "out") =>
        Add(new StashSite(TensorKind.Activation, suffix, nonNegative));

    /// <summary>Passes a weight.</summary>
    /// <param name="site">Its site.</param>
    /// <param name="weight">The parameter, which stays as it is.</param>
    /// <returns>The adapted weight in new memory, or the parameter itself where nothing is dropped.</returns>
    public Tensor Weight(StashSite site, Tensor weight) => Pass(site, weight, inPlace: false);

    /// <summary>Passes an activation, which is adapted in its own memory.</summary>
    /// <param name="site">Its site.</param>
    /// <param name="activation">What a layer has just computed, contiguous or with the channels last.</param>
    /// <returns>A view of the same memory, or the tensor itself where nothing is dropped.</returns>
    /// <remarks>If the layer has saved its output for the backward pass, it will find the adapted one there.</remarks>
    /// <exception cref="ArgumentException">It is not float32, or lies otherwise in memory.</exception>
    public Tensor Activation(StashSite site, Tensor activation) => Pass(site, activation, inPlace: true);

    /// <summary>Adapts values as the site's settings say, and notes what gradients of its lengths need.</summary>
    /// <param name="site">The site.</param>
    /// <param name="values">float32 values.</param>
    /// <param name="adapted">Receives as many; may be the values themselves.</param>
    /// <param name="traced">True if a backward pass may follow.</param>
    /// <returns>What the backward pass needs; null if nothing.</returns>
    internal LengthSample? Adapt(StashSite site, ReadOnlySpan<byte> values, Span<byte> adapted, bool traced)
    {
        LengthSample? sample = null;
        if (traced && Learners?.Invoke(site) is { } lower && (lower.Mantissa >= 0 || lower.Exponent >= 0))
        {
            var all = values.Length / sizeof(float);
            var part = Math.Clamp((int)Math.Ceiling(all * GradientFraction), 1, all);
            var start = new SplitMix(Purpose, Seed, Step, site.Index).Below(all - part + 1);
            sample = LengthSample.Take(site, values, lower, start, part);
        }

        site.Applied = site.Descriptor;
        var losses = SfpCodec.Adapt(site.Applied, values, adapted, Threads);
        if (Follows && losses.HasFlag(Losses.Saturated) && site.Peak < Container.Fp32.MaxExponent - 1)
        {
            // The next step's window reaches higher.
            Move(site, site.Peak + 1);
        }

        return sample;
    }

    private StashSite Add(StashSite site)
    {
        site.Index = _sites.Count;
        _sites.Add(site);
        return site;
    }

    private Tensor Pass(StashSite site, Tensor tensor, bool inPlace)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.dtype != ScalarType.Float32 || !(tensor.is_contiguous() || MemoryOrder.HasChannelsLast(tensor)))
        {
            throw new ArgumentException(
                $"tensor '{site.Name}' is {tensor.dtype} with strides [{string.Join(", ", tensor.stride())}], must be "
                + "Float32 and contiguous, or with its channels last");
        }

        if (Follows)
        {
            // Tests have batches of their own; what is counted is a step.
            site.Count = tensor.numel() * (IsWhole(site) ? 1 : Group.Size);
        }

        Show(Inspector, site, tensor);
        if (site.IsLossless && Learners is null)
        {
            site.Applied = site.Descriptor;
            Show(Watcher, site, tensor);
            return tensor;
        }

        var looks = Follows && site.Exponent < Container.Fp32.ExponentBits && (Step + site.Index) % PeakInterval == 0;
        if (site.Peak < 0)
        {
            site.Peak = FirstPeak(site, TensorMemory.Peak(MemoryOrder.Bytes(tensor)));
        }
        else if (looks)
        {
            Move(site, TensorMemory.Peak(MemoryOrder.Bytes(tensor)));
        }

        var adapted = StashFunction.apply(
            tensor, site, this, inPlace, is_grad_enabled() && tensor.requires_grad);
        Show(Watcher, site, adapted);
        return adapted;
    }

    // Files and footprints have the order of the shape.
    private static void Show(StashWatcher? action, StashSite site, Tensor tensor)
    {
        if (action is not null)
        {
            using var plain = tensor.contiguous();
            action(site, plain.bytes);
        }
    }

    private bool IsWhole(StashSite site) => Group.Size == 1 || site.Kind == TensorKind.Weight;

    // Other processes may have seen a larger exponent: all agree after the step.
    private void Move(StashSite site, int peak)
    {
        if (IsWhole(site))
        {
            site.Peak = peak;
        }
        else
        {
            site.NextPeak = Math.Max(site.NextPeak, peak);
        }
    }

    // The first window cannot wait. In tests some processes may have no example: all agree afterwards.
    private int FirstPeak(StashSite site, int peak)
    {
        if (!Follows)
        {
            site.NextPeak = peak;
            return peak;
        }

        Span<double> peaks = [peak];
        if (!IsWhole(site))
        {
            Group.Max(peaks);
        }

        return (int)peaks[0];
    }
}
