// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;

namespace Rtlgen.GoldenModel.Formats;

/// <summary>Values from one container to another: exact where it is wider, else rounded to nearest, ties to
/// even.</summary>
/// <remarks>IEEE 754-2019 section 5.4.2: overflow becomes infinity; NaN stays NaN, its payload may change.</remarks>
public static class ContainerConversion
{
    private const int Bf16Shift = 16;

    /// <summary>Converts values.</summary>
    /// <param name="values">Little-endian values of container <paramref name="from"/>, shape <c>[count]</c>.</param>
    /// <param name="from">Their container.</param>
    /// <param name="to">The container wanted.</param>
    /// <param name="changed">How many values do not come back when converted back.</param>
    /// <returns>Little-endian values of container <paramref name="to"/>, shape <c>[count]</c>.</returns>
    public static byte[] Convert(ReadOnlySpan<byte> values, Container from, Container to, out long changed)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var converted = new byte[(long)(values.Length / from.Bytes) * to.Bytes];
        changed = Convert(values, from, to, converted);
        return converted;
    }

    /// <summary>Converts values into memory that is there.</summary>
    /// <param name="values">Little-endian values of container <paramref name="from"/>, shape <c>[count]</c>.</param>
    /// <param name="from">Their container.</param>
    /// <param name="to">The container wanted.</param>
    /// <param name="converted">Receives little-endian values of container <paramref name="to"/>, as many.</param>
    /// <returns>How many values do not come back when converted back.</returns>
    public static long Convert(ReadOnlySpan<byte> values, Container from, Container to, Span<byte> converted)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var changed = 0L;
        var count = values.Length / from.Bytes;
        for (var i = 0; i < count; i++)
        {
            var code = Load(values[(i * from.Bytes)..], from);
            var result = Convert(code, from, to);
            changed += Convert(result, to, from) == code ? 0 : 1;
            Store(converted[(i * to.Bytes)..], to, result);
        }

        return changed;
    }

    /// <summary>Converts one value.</summary>
    /// <param name="code">Bit pattern in container <paramref name="from"/>.</param>
    /// <param name="from">Its container.</param>
    /// <param name="to">The container wanted.</param>
    public static uint Convert(uint code, Container from, Container to) =>
        from == to ? code : Narrow(Widen(code, from), to);

    private static float Widen(uint code, Container from) =>
        from == Container.Fp32 ? BitConverter.UInt32BitsToSingle(code)
        : from == Container.Bf16 ? BitConverter.UInt32BitsToSingle(code << Bf16Shift)
        : (float)BitConverter.UInt16BitsToHalf((ushort)code);

    private static uint Narrow(float value, Container to) =>
        to == Container.Fp32 ? BitConverter.SingleToUInt32Bits(value)
        : to == Container.Bf16 ? ToBf16(BitConverter.SingleToUInt32Bits(value))
        : BitConverter.HalfToUInt16Bits((Half)value);

    private static uint ToBf16(uint bits)
    {
        const uint quiet = 0x40;
        var isNaN = (bits & 0x7FFF_FFFF) > 0x7F80_0000;
        var half = 0x7FFF + ((bits >> Bf16Shift) & 1);
        return isNaN ? (bits >> Bf16Shift) | quiet : (bits + half) >> Bf16Shift;
    }

    private static uint Load(ReadOnlySpan<byte> bytes, Container container) =>
        container.Bytes == sizeof(uint)
            ? BinaryPrimitives.ReadUInt32LittleEndian(bytes)
            : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static void Store(Span<byte> bytes, Container container, uint code)
    {
        if (container.Bytes == sizeof(uint))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, code);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)code);
        }
    }
}
