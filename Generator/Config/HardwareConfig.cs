// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Generator.Config;

/// <summary>What is fixed when hardware is generated.</summary>
/// <remarks>docs/hardware.md; the format's side of it is docs/format.md section 1.</remarks>
public sealed partial record HardwareConfig
{
    private static readonly Coder[] AllCoders = Enum.GetValues<Coder>();
    private static readonly Rounding[] AllRoundings = Enum.GetValues<Rounding>();

    // So that lines with names stay within the templates' columns.
    private const int LongestPrefix = 12;

    /// <summary>First part of every module's name: a Verilog identifier in lower case, 12 characters at most.</summary>
    public string Prefix { get; init; } = "sfp";

    /// <summary>Uncompressed format of the values.</summary>
    public Container Container { get; init; } = Container.Fp32;

    /// <summary>L, values a row: 1 to 32.</summary>
    public int Lanes { get; init; } = 8;

    /// <summary>R, rows a group: 2 to 64.</summary>
    public int Rows { get; init; } = 8;

    /// <summary>B, bits of a lane's word: 16 or 32.</summary>
    public int Word { get; init; } = 32;

    /// <summary>The exponent coders that a tensor may choose from; at least one, without repeats.</summary>
    public IReadOnlyList<Coder> Coders { get; init; } = AllCoders;

    /// <summary>The roundings that a tensor may choose from; at least one, without repeats.</summary>
    public IReadOnlyList<Rounding> Roundings { get; init; } = AllRoundings;

    /// <summary>
    /// Null for lengths that are set tensor by tensor at run time; else the one descriptor that the hardware is
    /// specialised for. Its count is ignored; container, lanes, rows and word are those of the configuration.
    /// </summary>
    public Descriptor? Frozen { get; init; }

    /// <summary>Null for descriptors that come from outside; else a table that they are looked up in.</summary>
    public LayerTable? Table { get; init; }

    /// <summary>How many registers a row passes: fewer are smaller and take less power, more reach a higher
    /// clock.</summary>
    public PipelineDepth Depth { get; init; } = new(PipelineDepth.Most);

    /// <summary>True for a block of registers on AXI4-Lite around encoder and decoder, as one more top.</summary>
    public bool Registers { get; init; }

    /// <summary>True for names with a hash in place of all but container, lanes, rows and word. It is one of the
    /// configuration and of what generates it: designs from different versions of rtlgen have different names.</summary>
    public bool HashNames { get; init; }

    /// <summary>True if a metadata stream exists: some coder other than <c>fixed</c> is there.</summary>
    public bool HasMetadata => Coders.Any(coder => coder != Coder.Fixed);

    /// <summary>The configuration, its table and its registers: two that differ have different names.</summary>
    public string DesignName => Name + (Table is null ? "" : $"_{Table.Tag}") + (Registers ? "_axil" : "");

    /// <summary>The configuration without its table and registers as a part of module names: two that differ have
    /// different names.</summary>
    public string Name => HashNames ? $"{Shape}_h{NameHash.Of(this)}" : Words;

    // What shows at the streams.
    private string Shape =>
        string.Create(CultureInfo.InvariantCulture, $"{Container.Name}_l{Lanes}_r{Rows}_w{Word}");

    /// <summary>The configuration in words, without table, registers and hash: two that differ have different
    /// ones.</summary>
    public string Words
    {
        get
        {
            var name = Shape + (Depth.Stages == PipelineDepth.Most ? "" : string.Create(CultureInfo.InvariantCulture, $"_p{Depth.Stages}"));
            if (Frozen is { } frozen)
            {
                return name + string.Create(
                    CultureInfo.InvariantCulture,
                    $"_m{frozen.Mantissa}e{frozen.Exponent}o{frozen.Low}s{(frozen.Sign ? 1 : 0)}"
                    + $"_{Names.Of(frozen.Coder)}{(frozen.Coder == Coder.Bias ? frozen.Bias : "")}_{Names.Of(frozen.Rounding)}");
            }

            name += Coders.Count == AllCoders.Length ? "" : "_" + string.Join('_', Coders.Order().Select(Names.Of));
            return name + (Roundings.Count == AllRoundings.Length ? "" : "_" + string.Join('_', Roundings.Select(Names.Of)));
        }
    }

    /// <summary>Name of the module that does <paramref name="what"/>.</summary>
    public string ModuleName(string what) => $"{Prefix}_{what}_{Name}";

    /// <summary>What the module that does <paramref name="what"/> with the table is, as a part of its name.</summary>
    /// <exception cref="InvalidOperationException">There is no table.</exception>
    public string TableKind(string what) =>
        Table is null ? throw new InvalidOperationException("there is no table") : $"{what}_{Table.Tag}";

    /// <summary>A descriptor for this hardware: the fixed fields from here, the rest from
    /// <paramref name="descriptor"/>.</summary>
    public Descriptor Complete(Descriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return descriptor with { Container = Container, Lanes = Lanes, Rows = Rows, Word = Word };
    }

    /// <summary>The configuration that is specialised for <paramref name="descriptor"/>.</summary>
    public HardwareConfig Freeze(Descriptor descriptor)
    {
        var frozen = Complete(descriptor) with { Count = 0 };
        return this with { Table = null, Frozen = frozen, Coders = [frozen.Coder], Roundings = [frozen.Rounding] };
    }

    /// <summary>The first field that is out of range, or null for a configuration that can be generated.</summary>
    /// <returns>One line: the field's name, its value and its range.</returns>
    public string? FindFault()
    {
        if (!Identifier().IsMatch(Prefix))
        {
            return $"prefix is '{Prefix}', must be lower-case letters, digits and underscores, starting with a letter";
        }

        if (Prefix.Length > LongestPrefix)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"prefix is '{Prefix}', must have {LongestPrefix} characters or fewer");
        }

        if (Coders.Count == 0 || Coders.Distinct().Count() != Coders.Count)
        {
            return $"coders is [{string.Join(", ", Coders.Select(Names.Of))}], must name one or more, each once";
        }

        if (Roundings.Count == 0 || Roundings.Distinct().Count() != Roundings.Count)
        {
            return $"roundings is [{string.Join(", ", Roundings.Select(Names.Of))}], must name one or both, each once";
        }

        if (!Depth.IsLegal)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"stages is {Depth.Stages}, must be {PipelineDepth.Fewest} to {PipelineDepth.Most}");
        }

        var shortest = Complete(new Descriptor { Mantissa = 0, Exponent = 1, Bias = 0 });
        return (shortest with { Sign = false }).FindFault() ?? FrozenFault() ?? TableFault();
    }

    private string? FrozenFault()
    {
        if (Frozen is null)
        {
            return null;
        }

        return Complete(Frozen).FindFault() is { } fault ? $"frozen: {fault}"
            : Coders.Contains(Frozen.Coder) && Roundings.Contains(Frozen.Rounding) ? null
            : $"frozen: coder {Names.Of(Frozen.Coder)} or rounding {Names.Of(Frozen.Rounding)} is not generated";
    }

    private string? TableFault()
    {
        if (Table is null)
        {
            return null;
        }

        var descriptors = Table.Entries.Select(entry => entry.Descriptor)
            .Concat(Table.Fallback is { } other ? [other] : []);
        return Frozen is not null
            ? "table is there, must be absent beside frozen"
            : descriptors.Select(TableFault).FirstOrDefault(fault => fault is not null);
    }

    private string? TableFault(Descriptor descriptor) =>
        descriptor != Complete(descriptor) ? "table has descriptors of other hardware, must be of this"
        : descriptor.FindFault() is { } fault ? $"table: {fault}"
        : Coders.Contains(descriptor.Coder) && Roundings.Contains(descriptor.Rounding) ? null
        : $"table: coder {Names.Of(descriptor.Coder)} or rounding {Names.Of(descriptor.Rounding)} is not generated";

    [GeneratedRegex("^[a-z][a-z0-9_]*\\z")]
    private static partial Regex Identifier();
}
