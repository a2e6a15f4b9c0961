// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Simulation;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Mutation;

/// <summary>A design's tops with all mutants inside, and an input that chooses one: built once for all.</summary>
public sealed class MutantModels
{
    /// <summary>The input that chooses the mutant; 0 chooses none.</summary>
    public const string Select = "mutsel";

    /// <summary>Its width.</summary>
    public const int SelectWidth = 16;

    private const string FileName = "mutants.v";

    private MutantModels(VerilatedModel encoder, VerilatedModel decoder, VerilatedModel? codec) =>
        (Encoder, Decoder, Codec) = (encoder, decoder, codec);

    private VerilatedModel Encoder { get; }

    private VerilatedModel Decoder { get; }

    private VerilatedModel? Codec { get; }

    /// <summary>Builds the models, or finds them in the cache.</summary>
    /// <exception cref="ToolMissingException">Yosys, Verilator or the C++ compiler is not installed.</exception>
    /// <exception cref="ToolFailedException">One of them refused the design; the message quotes it.</exception>
    public static MutantModels Build(BaseNetlist netlist, IReadOnlyList<Mutant> mutants, SimulationOptions options)
    {
        var text = Write(netlist, mutants, options.Cache);
        var models = OrderedParallel.Select(netlist.Design.Tops, Build);
        return new MutantModels(models[0], models[1], models.Count > 2 ? models[2] : null);

        VerilatedModel Build(EmittedModule top) => VerilatedModel.Build(
            top.Name, [.. top.Ports, new Port(Select, true, SelectWidth)], [(FileName, text)], options);
    }

    /// <summary>The encoder with a mutant switched on.</summary>
    /// <param name="mutant">The mutant's number; 0 for none.</param>
    public VerilatedModel EncoderWith(int mutant) => Encoder.With(Select, (ulong)mutant);

    /// <summary>The decoder with a mutant switched on.</summary>
    /// <param name="mutant">The mutant's number; 0 for none.</param>
    public VerilatedModel DecoderWith(int mutant) => Decoder.With(Select, (ulong)mutant);

    /// <summary>Both behind the design's table with a mutant switched on; null without a table.</summary>
    /// <param name="mutant">The mutant's number; 0 for none.</param>
    public VerilatedModel? CodecWith(int mutant) => Codec?.With(Select, (ulong)mutant);

    private static string Write(BaseNetlist netlist, IReadOnlyList<Mutant> mutants, FolderCache cache)
    {
        string[] script =
        [
            $"read_rtlil {netlist.Path}",
            .. netlist.Thread(null, Select, SelectWidth),
            .. mutants.Select(mutant => mutant.Command(Select, SelectWidth, mutant.Id)),
            $"write_verilog -noattr {FileName}",
        ];
        var folder = cache.GetOrBuild("mutants-" + FolderCache.Key(script), unfinished =>
        {
            const string commands = "mutants.ys";
            File.WriteAllLines(Path.Combine(unfinished, commands), script);
            Tool.Yosys.Require(unfinished, "-q", "-s", commands);
        });
        return File.ReadAllText(Path.Combine(folder, FileName));
    }
}
