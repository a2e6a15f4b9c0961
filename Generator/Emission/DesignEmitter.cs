// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Views;
using Rtlgen.Generator.Views.Kernels;
using Rtlgen.Generator.Views.Shells;

namespace Rtlgen.Generator.Emission;

/// <summary>Emits the modules of a configuration.</summary>
public sealed class DesignEmitter
{
    private readonly TemplateRenderer _renderer = new();

    /// <summary>Emits every module of <paramref name="config"/>. The text is a function of the configuration
    /// alone.</summary>
    /// <exception cref="ArgumentException">The configuration is out of range; the message names field and
    /// range.</exception>
    public Design Emit(HardwareConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        if (config.FindFault() is { } fault)
        {
            throw new ArgumentException($"configuration refused: {fault}", nameof(config));
        }

        var modules = Views(config)
            .Select(view => new EmittedModule(view.Name, view.Ports, _renderer.Render(view.Template, view)))
            .ToList();
        return new Design(config, modules, Find("encoder"), Find("decoder"));

        EmittedModule Find(string kind) => modules.Single(module => module.Name == config.ModuleName(kind));
    }

    // Instances before those who instantiate them.
    private static IEnumerable<ModuleView> Views(HardwareConfig config) =>
    [
        .. CommonKernels(config), .. config.HasMetadata ? Gecko(config) : [], .. Shells(config), .. Table(config),
        .. Registers(config),
    ];

    private static IEnumerable<ModuleView> CommonKernels(HardwareConfig config)
    {
        if (config.Frozen is null)
        {
            yield return new DescriptorCheckView(config);
        }

        yield return new MantissaMaskView(config);
        yield return new ExponentMaskView(config);
        yield return new AdaptRoundView(config);
        yield return new AdaptWindowView(config);
        yield return new RestoreView(config);
        yield return new LaneAlignView(config);
        yield return new LaneSplitView(config);

        // The metadata's words have 32 bits whatever the lanes' have.
        foreach (var word in config.HasMetadata ? new[] { config.Word, 32 }.Distinct() : [config.Word])
        {
            yield return new PositionMaskView(config, word);
            yield return new RotateView(config, word);
            yield return new LaneMergeView(config, word);
            yield return new LaneSelectView(config, word);
        }
    }

    private static IEnumerable<ModuleView> Gecko(HardwareConfig config)
    {
        yield return new GeckoDistanceView(config);
        yield return new GeckoRowCodeView(config);
        yield return new GeckoRowShapeView(config);
        yield return new GeckoFieldView(config);
        yield return new GeckoExponentView(config);
        if (config.Coders.Contains(GoldenModel.Formats.Coder.Peak))
        {
            yield return new PairPeaksView(config);
            yield return new RowPeakView(config);
            yield return new GroupBufferView(config);
        }

        yield return new GeckoEncodeView(config);
        yield return new GeckoDecodeView(config);
        yield return PackerView.Metadata(config);
        yield return UnpackerView.Metadata(config);
    }

    private static IEnumerable<ModuleView> Shells(HardwareConfig config)
    {
        yield return new IntakeView(config);
        yield return new AdaptView(config);
        yield return PackerView.Data(config);
        yield return UnpackerView.Data(config);
        yield return new RowSequencerView(config);
        yield return new RowRequestView(config);
        yield return new TensorOutputView(config);
        yield return new EncoderView(config);
        yield return new DecoderView(config);
    }

    private static IEnumerable<ModuleView> Table(HardwareConfig config) => config.Table is null
        ? []
        : [new LayerTableView(config), new LayerLookupView(config), new TableCodecView(config)];

    private static IEnumerable<ModuleView> Registers(HardwareConfig config) =>
        config.Registers ? [new AxilRegistersView(config), new CodecAxilView(config)] : [];
}
