// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.CommandLine;

/// <summary>What became of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dtype">Its element type in the file written.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Descriptor">How it is coded.</param>
/// <param name="Lossless">True if every value comes back bit for bit.</param>
/// <param name="ChangedByConversion">Values that the conversion to another container changed.</param>
/// <param name="Losses">What adapting lost.</param>
/// <param name="OriginalBytes">Bytes in the container.</param>
/// <param name="DataBytes">Bytes of the data stream.</param>
/// <param name="MetaBytes">Bytes of the metadata stream.</param>
internal sealed record EncodedReport(
    string Name,
    string Dtype,
    IReadOnlyList<long> Shape,
    DescriptorFields Descriptor,
    bool Lossless,
    long ChangedByConversion,
    IReadOnlyList<string> Losses,
    long OriginalBytes,
    long DataBytes,
    long MetaBytes)
{
    /// <summary>The report on an encoded tensor.</summary>
    public static EncodedReport Of(EncodedFileTensor encoded)
    {
        var losses = Enum.GetValues<Losses>()
            .Where(loss => loss != GoldenModel.Formats.Losses.None && encoded.Losses.HasFlag(loss));
        return new EncodedReport(
            encoded.Tensor.Name,
            encoded.Tensor.Type.Name,
            encoded.Tensor.Shape,
            DescriptorFields.From(encoded.Descriptor),
            encoded.IsLossless,
            encoded.Changed,
            [.. losses.Select(Names.Of)],
            encoded.Tensor.ByteLength,
            encoded.DataBytes,
            encoded.MetadataBytes);
    }
}

/// <summary>What became of a file.</summary>
/// <param name="Output">Path of the compressed file.</param>
/// <param name="Best">True if each tensor's coder was chosen by size.</param>
/// <param name="Verified">True if every tensor was read back and compared.</param>
/// <param name="Tensors">The compressed tensors.</param>
/// <param name="PlainTensors">How many tensors stayed as they are.</param>
internal sealed record EncodeReport(
    string Output, bool Best, bool Verified, IReadOnlyList<EncodedReport> Tensors, int PlainTensors)
{
    /// <summary>Values in the compressed tensors.</summary>
    public long Values => Tensors.Sum(tensor => tensor.Descriptor.Count);

    /// <summary>Bytes of these values in their containers.</summary>
    public long OriginalBytes => Tensors.Sum(tensor => tensor.OriginalBytes);

    /// <summary>Bytes of their streams.</summary>
    public long StreamBytes => Tensors.Sum(tensor => tensor.DataBytes + tensor.MetaBytes);

    /// <summary>Container bytes over stream bytes; absent without streams.</summary>
    public double? Ratio => StreamBytes == 0 ? null : (double)OriginalBytes / StreamBytes;

    /// <summary>True if every value comes back bit for bit.</summary>
    public bool Lossless => Tensors.All(tensor => tensor.Lossless);

    /// <summary>The kinds of losses there are, and in how many tensors.</summary>
    [JsonIgnore]
    private string LossText
    {
        get
        {
            var kinds = Tensors.SelectMany(tensor => tensor.Losses).CountBy(loss => loss)
                .Select(pair => $"{pair.Key} in {pair.Value}");
            var changed = Tensors.Sum(tensor => tensor.ChangedByConversion);
            var text =
                string.Join(", ", changed == 0 ? kinds : kinds.Append($"{changed} values rounded by --container"));
            return Lossless ? "lossless" : text.Length == 0 ? "lossy" : $"lossy ({text})";
        }
    }

    /// <summary>Writes the report for people.</summary>
    public void Write(TextWriter writer)
    {
        var bits = Values == 0 ? 0 : 8.0 * StreamBytes / Values;
        writer.WriteLine($"{Output}: {Tensors.Count} tensors, {TextTable.Count(Values)} values, {LossText}");
        writer.WriteLine($"{TextTable.Count(OriginalBytes)} bytes -> {TextTable.Count(StreamBytes)} bytes"
            + $", {TextTable.Ratio(bits)} bits a value, ratio {TextTable.Ratio(Ratio ?? 1)}");
        if (Best)
        {
            var coders = Tensors.CountBy(tensor => tensor.Descriptor.Coder).OrderByDescending(pair => pair.Value);
            writer.WriteLine($"best coder: {string.Join(", ", coders.Select(pair => $"{pair.Key} for {pair.Value}"))}");
        }

        if (Verified)
        {
            writer.WriteLine($"verified: {Tensors.Count} tensors decode to the values they are made of");
        }

        if (PlainTensors > 0)
        {
            writer.WriteLine($"{PlainTensors} tensors of other types stay as they are");
        }
    }
}
