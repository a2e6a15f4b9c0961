// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Packaging;
using Rtlgen.Generator.Registers;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Simulation.Benches;
using Rtlgen.Verification.Simulation.Checks;

namespace Rtlgen.Verification.Packaging;

/// <summary>The vectors of a package's test bench: random tensors and what the golden model says of them.</summary>
public static class PackageVectors
{
    private const int Seed = 1;
    private const int Tensors = 24;
    private const int MostRows = 40;

    /// <summary>The vectors of a configuration: the same every time.</summary>
    public static BenchPlan Of(HardwareConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var tensors = Draw(config);
        var losses = tensors.Aggregate(Losses.None, (all, tensor) => all | (tensor.Golden?.Losses ?? Losses.None));
        var refused = tensors.Any(tensor => tensor.Refused) ? 1 : 0;
        StreamVectors[] streams = [.. Encoder(config, tensors), .. Decoder(config, tensors)];
        return new BenchPlan(
            config.Registers ? [.. streams.Where(stream => stream.IsPacket)] : streams, (int)losses, refused, refused,
            tensors.Count, tensors.Sum(tensor => tensor.Values.Length),
            config.Registers
                ? [.. Bus(config, tensors, (uint)losses, (uint)refused).Select(operation => operation.Line)]
                : []);
    }

    // Each coder and rounding comes up; an empty tensor, one of a single value and a refused one are among them.
    private static List<BatchTensor> Draw(HardwareConfig config)
    {
        var random = new Random(Seed);
        var source = new RandomTensors(config, random);
        return [.. Enumerable.Range(0, Tensors).Select(index =>
        {
            var drawn = source.NextDescriptor();
            var descriptor = config.Frozen is not null ? drawn : drawn with
            {
                Coder = config.Coders[index % config.Coders.Count],
                Rounding = config.Roundings[index / config.Coders.Count % config.Roundings.Count],
            };
            var values = source.NextValues(descriptor, index < 2 ? index : source.NextCount(MostRows));
            return index == Tensors / 2 && source.NextIllegal() is { } illegal
                ? BatchTensor.Refuse(illegal, values)
                : BatchTensor.Code(descriptor, values, config.HasMetadata, null);
        })];
    }

    private static IEnumerable<StreamVectors> Encoder(HardwareConfig config, List<BatchTensor> tensors)
    {
        if (config.Frozen is null)
        {
            yield return new StreamVectors(
                "encoder", "s_axis_descriptor", DescriptorWord.Bits,
                [.. tensors.Select(tensor => Hex(DescriptorWord.Of(tensor.Descriptor), DescriptorWord.Bits))]);
        }

        var (lanes, word) = (config.Lanes, config.Word);
        yield return Packets(
            "encoder", "s_axis_values", lanes, config.Container.Bits, tensors.Select(tensor => (tensor.Values, (bool?)null)));
        yield return Packets(
            "encoder", "m_axis_data", lanes, word,
            tensors.Select(tensor => (tensor.Golden?.Data.ToArray() ?? [], (bool?)tensor.Refused)));
        if (config.HasMetadata)
        {
            yield return Packets(
                "encoder", "m_axis_metadata", 1, 32,
                tensors.Select(tensor => (tensor.Golden?.Metadata.ToArray() ?? [], (bool?)tensor.Refused)));
        }
    }

    private static IEnumerable<StreamVectors> Decoder(HardwareConfig config, List<BatchTensor> tensors)
    {
        var bits = config.Frozen is null ? 2 * DescriptorWord.Bits : Descriptor.CountBits;
        yield return new StreamVectors("decoder", "s_axis_descriptor", bits, [.. tensors.Select(tensor =>
        {
            var count = (BigInteger)tensor.Descriptor.Count;
            return Hex(
                config.Frozen is null ? (count << DescriptorWord.Bits) | DescriptorWord.Of(tensor.Descriptor) : count, bits);
        })]);
        yield return Packets(
            "decoder", "s_axis_data", config.Lanes, config.Word,
            tensors.Select(tensor => (tensor.Golden?.Data.ToArray() ?? tensor.Values, (bool?)null)));
        if (config.HasMetadata)
        {
            yield return Packets(
                "decoder", "s_axis_metadata", 1, 32,
                tensors.Select(tensor => (tensor.Golden?.Metadata.ToArray() ?? tensor.Values, (bool?)null)));
        }

        yield return Packets(
            "decoder", "m_axis_values", config.Lanes, config.Container.Bits,
            tensors.Select(tensor => (tensor.Restored ?? [], (bool?)tensor.Refused)));
    }

    // Beats of packets: tdata lowest, then tkeep, tlast, and tuser of what is expected.
    private static StreamVectors Packets(
        string half, string port, int lanes, int bits, IEnumerable<(uint[] Words, bool? Error)> packets)
    {
        var width = lanes * bits;
        var lines = new List<string>();
        foreach (var (words, error) in packets)
        {
            var start = 0;
            do
            {
                var kept = words.AsSpan(start, Math.Min(lanes, words.Length - start));
                var data = BigInteger.Zero;
                for (var lane = 0; lane < kept.Length; lane++)
                {
                    data |= (BigInteger)(words[start + lane] & ((1UL << bits) - 1)) << (bits * lane);
                }

                var keep = (BigInteger.One << (kept.Length * bits / 8)) - 1;
                start += kept.Length;
                var last = start == words.Length ? BigInteger.One : 0;
                var user = error == true && !last.IsZero ? BigInteger.One : 0;
                var place = width + (width / 8);
                var line = data | (keep << width) | (last << place) | (user << (place + 1));
                lines.Add(Hex(line, place + (error is null ? 1 : 2)));
            }
            while (start < words.Length);
        }

        return new StreamVectors(half, port, width, lines);
    }

    // Software's view: identity, descriptors as soon as there is room, what was lost, clearing, mistakes.
    private static IEnumerable<BusOperation> Bus(
        HardwareConfig config, List<BatchTensor> tensors, uint losses, uint refused)
    {
        var map = RegisterMap.Of(config);
        foreach (var register in map.Registers.Where(register => register.Access == RegisterAccess.Constant))
        {
            yield return new BusOperation(BusKind.Read, register.Address, register.Value);
        }

        yield return new BusOperation(BusKind.RefusedWrite, map["id"].Address);
        yield return new BusOperation(BusKind.RefusedRead, map["clear"].Address);
        yield return new BusOperation(BusKind.RefusedRead, (1 << RegisterMap.AddressBits) - 4);
        foreach (var tensor in tensors)
        {
            foreach (var operation in Push(map, tensor))
            {
                yield return operation;
            }
        }

        yield return new BusOperation(BusKind.Wait);
        var ends = (losses << 8) | (refused << 16) | (refused << 24);
        var idle = map["status"].Mask & 3;
        yield return new BusOperation(BusKind.Read, map["status"].Address, ends | idle);
        yield return new BusOperation(BusKind.Write, map["clear"].Address, 3);
        yield return new BusOperation(BusKind.Read, map["status"].Address, idle);
    }

    private static IEnumerable<BusOperation> Push(RegisterMap map, BatchTensor tensor)
    {
        var status = map["status"];
        var count = (ulong)tensor.Descriptor.Count;
        if (map.Config.Frozen is null)
        {
            var word = DescriptorWord.Of(tensor.Descriptor);
            yield return Ready("encode_ready");
            yield return Write("encode_low", word);
            yield return Write("encode_high", word >> 32);
            yield return Ready("decode_ready");
            yield return Write("decode_low", word);
            yield return Write("decode_high", word >> 32);
        }
        else
        {
            yield return Ready("decode_ready");
        }

        yield return Write("decode_count_low", count);
        yield return Write("decode_count_high", count >> 32);

        BusOperation Ready(string name)
        {
            var mask = status.Fields.Single(part => part.Name == name).Mask;
            return new BusOperation(BusKind.Poll, status.Address, mask, mask);
        }

        BusOperation Write(string name, ulong word) => new(BusKind.Write, map[name].Address, (uint)word);
    }

    private static string Hex(BigInteger value, int bits)
    {
        var digits = (bits + 3) / 4;
        var text = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return text.PadLeft(digits, '0');
    }
}
