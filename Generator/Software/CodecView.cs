// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.Generator.Software;

/// <summary>What the templates of the software codec see: every name and number of the format, from the golden
/// model.</summary>
/// <param name="Template">The template's file name.</param>
public sealed record CodecView(string Template)
{
    /// <summary>Version of rtlgen.</summary>
    public string Version { get; } = typeof(CodecView).Assembly.GetName().Version!.ToString(3);

    /// <summary>Version of the compressed files.</summary>
    public int FileVersion { get; } = CompressedNote.Version;

    /// <summary>Start of the notes' keys.</summary>
    public string KeyPrefix { get; } = CompressedNote.KeyPrefix;

    /// <summary>Bits of the largest count.</summary>
    public int CountBits { get; } = Descriptor.CountBits;

    /// <summary>Largest L.</summary>
    public int MaxLanes { get; } = Descriptor.MaxLanes;

    /// <summary>Smallest R.</summary>
    public int MinRows { get; } = Descriptor.MinRows;

    /// <summary>Largest R.</summary>
    public int MaxRows { get; } = Descriptor.MaxRows;

    /// <summary>The legal B, in words.</summary>
    public string WordWords { get; } = string.Join(" or ", Descriptor.Words);

    /// <summary>C: true if B is none of the legal ones.</summary>
    public string WordTest { get; } = string.Join(" && ", Descriptor.Words.Select(word => $"d->word != {word}u"));

    /// <summary>Bits of a row code.</summary>
    public int CodeBits { get; } = GeckoRule.CodeBits;

    /// <summary>Bits of a peak header.</summary>
    public int HeaderBits { get; } = GeckoRule.HeaderBits;

    /// <summary>Row code of a raw row.</summary>
    public int RawCode { get; } = GeckoRule.RawCode;

    /// <summary>Bits of a metadata word.</summary>
    public int MetaWord { get; } = 8 * sizeof(uint);

    /// <summary>L unless another is asked for.</summary>
    public int DefaultLanes { get; } = new Descriptor().Lanes;

    /// <summary>R unless another is asked for.</summary>
    public int DefaultRows { get; } = new Descriptor().Rows;

    /// <summary>B unless another is asked for.</summary>
    public int DefaultWord { get; } = new Descriptor().Word;

    /// <summary>Name of the coder unless another is asked for.</summary>
    public string DefaultCoder { get; } = Names.Of(new Descriptor().Coder);

    /// <summary>Name of the rounding unless another is asked for.</summary>
    public string DefaultRounding { get; } = Names.Of(new Descriptor().Rounding);

    /// <summary>The default layout, in words.</summary>
    public string DefaultLayout => $"{DefaultLanes} lanes, {DefaultRows} rows, {DefaultWord}-bit words";

    /// <summary>How many containers.</summary>
    public int Containers { get; } = Container.All.Count;

    /// <summary>How many coders.</summary>
    public int Coders { get; } = Enum.GetValues<Coder>().Length;

    /// <summary>How many roundings.</summary>
    public int Roundings { get; } = Enum.GetValues<Rounding>().Length;

    /// <summary>E by container.</summary>
    public string ExponentTable { get; } = string.Join(", ", Container.All.Select(container => container.ExponentBits));

    /// <summary>M by container.</summary>
    public string MantissaTable { get; } = string.Join(", ", Container.All.Select(container => container.MantissaBits));

    /// <summary>The containers, in words.</summary>
    public string ContainerWords { get; } = string.Join(
        ", ", Container.All.Select(container => $"{container} (E {container.ExponentBits}, M {container.MantissaBits})"));

    /// <summary>C: members of <c>sfp_container</c>.</summary>
    public string ContainerMembers { get; } =
        Members(Container.All.Select((container, index) => (container.Name, index)));

    /// <summary>C: members of <c>sfp_coder</c>.</summary>
    public string CoderMembers { get; } =
        Members(Enum.GetValues<Coder>().Select(coder => (Names.Of(coder), (int)coder)));

    /// <summary>C: members of <c>sfp_rounding</c>.</summary>
    public string RoundingMembers { get; } =
        Members(Enum.GetValues<Rounding>().Select(rounding => (Names.Of(rounding), (int)rounding)));

    /// <summary>C: members of <c>sfp_loss</c>.</summary>
    public string LossMembers => Members(Losses.Select(loss => (loss, 1 << Losses.ToList().IndexOf(loss))));

    /// <summary>C: members of <c>sfp_status</c>.</summary>
    public string StatusMembers { get; } =
        Members(CodecStatus.All.Select((status, index) => (status.Name[4..], index)));

    /// <summary>What may become of a call.</summary>
    public IReadOnlyList<CodecStatus> Statuses { get; } = CodecStatus.All;

    /// <summary>Names of the loss flags, bit 0 first, as docs/format.md section 2 spells them.</summary>
    public IReadOnlyList<string> Losses { get; } =
        [.. Enum.GetValues<Losses>().Where(loss => loss != 0).Select(loss => JsonNamingPolicy.SnakeCaseLower.ConvertName(loss.ToString()))];

    /// <summary>Python: the loss flags' names.</summary>
    public string LossTuple => Tuple(Losses);

    /// <summary>Python: the coders' names by number.</summary>
    public string CoderTuple { get; } = Tuple(Names.All<Coder>());

    /// <summary>Python: the roundings' names by number.</summary>
    public string RoundingTuple { get; } = Tuple(Names.All<Rounding>());

    /// <summary>Python: a descriptor's fields in the order of a note, which but for count is that of the C
    /// struct.</summary>
    public string FieldLines { get; } = Lines(
        typeof(DescriptorFields).GetProperties().Select(property => $"\"{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}\""));

    /// <summary>Python: element types and their NumPy types; bit patterns where NumPy has none.</summary>
    public string TypeLines { get; } = Lines(TensorType.All.Select(type => $"\"{type.Name}\": \"{NumPy(type)}\""));

    /// <summary>The containers as files name them.</summary>
    public IReadOnlyList<CodecContainer> FileContainers { get; } =
        [.. Container.All.Select(container => new CodecContainer(
            ContainerTypes.TypeOf(container).Name, container.Name, container.ExponentBits, container.MantissaBits,
            $"<u{container.Bytes}"))];

    private static string Members(IEnumerable<(string Name, int Number)> members) =>
        string.Join(",\n", members.Select(member => $"SFP_{member.Name.ToUpperInvariant()} = {member.Number}"));

    private static string Tuple(IEnumerable<string> names) =>
        $"({string.Join(", ", names.Select(name => $"\"{name}\""))})";

    private static string Lines(IEnumerable<string> items) =>
        string.Join(",\n", items.Chunk(6).Select(line => string.Join(", ", line)));

    private static string NumPy(TensorType type) => type.Name switch
    {
        "BOOL" => "?",
        "C64" => "<c8",
        "BF16" => "<u2",
        ['F', _, _] => $"<f{type.Bytes}",
        ['F', ..] => "u1",
        ['I', ..] => $"<i{type.Bytes}",
        _ => $"<u{type.Bytes}",
    };
}

/// <summary>A container as a compressed file names it.</summary>
/// <param name="Type">Element type of the file.</param>
/// <param name="Name">The container's name.</param>
/// <param name="ExponentBits">E.</param>
/// <param name="MantissaBits">M.</param>
/// <param name="Code">NumPy type of its bit patterns.</param>
public sealed record CodecContainer(string Type, string Name, int ExponentBits, int MantissaBits, string Code);
