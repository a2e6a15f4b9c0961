// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;

namespace Rtlgen.Generator.Emission;

/// <summary>One emitted Verilog module; its file is <c>Name.v</c>.</summary>
/// <param name="Name">Module name.</param>
/// <param name="Ports">Ports in the order of the module's port list.</param>
/// <param name="Text">The Verilog text.</param>
public sealed record EmittedModule(string Name, IReadOnlyList<Port> Ports, string Text)
{
    /// <summary>Name of the module's file.</summary>
    public string FileName => Name + ".v";
}

/// <summary>All modules of one configuration.</summary>
/// <param name="Config">The configuration.</param>
/// <param name="Modules">Every module once, instances before those who instantiate them.</param>
/// <param name="Encoder">The encoder, one of <paramref name="Modules"/>.</param>
/// <param name="Decoder">The decoder, one of <paramref name="Modules"/>.</param>
public sealed record Design(
    HardwareConfig Config, IReadOnlyList<EmittedModule> Modules, EmittedModule Encoder, EmittedModule Decoder)
{
    /// <summary>Kind of the module that has encoder, decoder and table inside.</summary>
    public const string CodecKind = "table_codec";

    /// <summary>Encoder and decoder behind the configuration's table, one of <see cref="Modules"/>; null without a
    /// table.</summary>
    public EmittedModule? Codec => Config.Table is null ? null
        : Modules.Single(module => module.Name == Config.ModuleName(Config.TableKind(CodecKind)));

    /// <summary>Kind of the module that has encoder, decoder and registers inside.</summary>
    public const string RegisterCodecKind = "codec_axil";

    /// <summary>Encoder and decoder behind registers, one of <see cref="Modules"/>; null without registers.</summary>
    public EmittedModule? RegisterCodec => !Config.Registers ? null
        : Modules.Single(module => module.Name == Config.ModuleName(RegisterCodecKind));

    /// <summary>The modules that a design instantiates.</summary>
    public IReadOnlyList<EmittedModule> Tops =>
        [Encoder, Decoder, .. new[] { Codec, RegisterCodec }.OfType<EmittedModule>()];
}
