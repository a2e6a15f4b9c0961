// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rtlgen.Comparison;

/// <summary>Byte-shuffle: all lowest bytes of the values, then all next ones, up to the highest.</summary>
internal static class BytePlanes
{
    private const int Step = 32;

    /// <summary>Splits values into planes.</summary>
    /// <param name="values">Little-endian values.</param>
    /// <param name="planes">As long as the values.</param>
    /// <param name="valueBytes">2 or 4.</param>
    /// <param name="rotate">True moves the sign to the lowest bit first; the exponent then fills the highest
    /// plane.</param>
    public static void Split(ReadOnlySpan<byte> values, Span<byte> planes, int valueBytes, bool rotate)
    {
        if (valueBytes == sizeof(uint))
        {
            SplitWords(MemoryMarshal.Cast<byte, uint>(values), planes, rotate);
        }
        else
        {
            SplitHalves(MemoryMarshal.Cast<byte, ushort>(values), planes, rotate);
        }
    }

    /// <summary>Joins planes to values, the inverse of <see cref="Split"/>.</summary>
    public static void Join(ReadOnlySpan<byte> planes, Span<byte> values, int valueBytes, bool rotate)
    {
        if (valueBytes == sizeof(uint))
        {
            JoinWords(planes, MemoryMarshal.Cast<byte, uint>(values), rotate);
        }
        else
        {
            JoinHalves(planes, MemoryMarshal.Cast<byte, ushort>(values), rotate);
        }
    }

    private static void SplitHalves(ReadOnlySpan<ushort> values, Span<byte> planes, bool rotate)
    {
        var n = values.Length;
        var i = 0;
        for (; i <= n - Step; i += Step)
        {
            var (a, b) = (Vector256.Create(values[i..]), Vector256.Create(values[(i + (Step / 2))..]));
            if (rotate)
            {
                (a, b) = ((a << 1) | (a >> 15), (b << 1) | (b >> 15));
            }

            Low(a, b).CopyTo(planes[i..]);
            Low(a >> 8, b >> 8).CopyTo(planes[(n + i)..]);
        }

        for (; i < n; i++)
        {
            var value = rotate ? (ushort)((values[i] << 1) | (values[i] >> 15)) : values[i];
            (planes[i], planes[n + i]) = ((byte)value, (byte)(value >> 8));
        }
    }

    private static void JoinHalves(ReadOnlySpan<byte> planes, Span<ushort> values, bool rotate)
    {
        var n = values.Length;
        var i = 0;
        for (; i <= n - Step; i += Step)
        {
            var (a, b) = Pair(Vector256.Create(planes[i..]), Vector256.Create(planes[(n + i)..]));
            if (rotate)
            {
                (a, b) = ((a >> 1) | (a << 15), (b >> 1) | (b << 15));
            }

            a.CopyTo(values[i..]);
            b.CopyTo(values[(i + (Step / 2))..]);
        }

        for (; i < n; i++)
        {
            var value = planes[i] | (planes[n + i] << 8);
            values[i] = (ushort)(rotate ? (value >> 1) | (value << 15) : value);
        }
    }

    private static void SplitWords(ReadOnlySpan<uint> values, Span<byte> planes, bool rotate)
    {
        var n = values.Length;
        var i = 0;
        for (; i <= n - Step; i += Step)
        {
            var (a, b) = (Word(values[i..], rotate), Word(values[(i + (Step / 4))..], rotate));
            var (c, d) = (Word(values[(i + (Step / 2))..], rotate), Word(values[(i + (3 * Step / 4))..], rotate));
            var (low, next) = (Low(a, b), Low(c, d));
            var (high, last) = (Low(a >> 16, b >> 16), Low(c >> 16, d >> 16));
            Low(low, next).CopyTo(planes[i..]);
            Low(low >> 8, next >> 8).CopyTo(planes[(n + i)..]);
            Low(high, last).CopyTo(planes[((2 * n) + i)..]);
            Low(high >> 8, last >> 8).CopyTo(planes[((3 * n) + i)..]);
        }

        for (; i < n; i++)
        {
            var value = rotate ? uint.RotateLeft(values[i], 1) : values[i];
            (planes[i], planes[n + i]) = ((byte)value, (byte)(value >> 8));
            (planes[(2 * n) + i], planes[(3 * n) + i]) = ((byte)(value >> 16), (byte)(value >> 24));
        }
    }

    private static void JoinWords(ReadOnlySpan<byte> planes, Span<uint> values, bool rotate)
    {
        var n = values.Length;
        var i = 0;
        for (; i <= n - Step; i += Step)
        {
            var (low, next) = Pair(Vector256.Create(planes[i..]), Vector256.Create(planes[(n + i)..]));
            var (high, last) = Pair(
                Vector256.Create(planes[((2 * n) + i)..]), Vector256.Create(planes[((3 * n) + i)..]));
            Store(low, high, values[i..], rotate);
            Store(next, last, values[(i + (Step / 2))..], rotate);
        }

        for (; i < n; i++)
        {
            var value = planes[i] | ((uint)planes[n + i] << 8) | ((uint)planes[(2 * n) + i] << 16)
                | ((uint)planes[(3 * n) + i] << 24);
            values[i] = rotate ? uint.RotateRight(value, 1) : value;
        }
    }

    private static Vector256<uint> Word(ReadOnlySpan<uint> values, bool rotate)
    {
        var word = Vector256.Create(values);
        return rotate ? (word << 1) | (word >> 31) : word;
    }

    private static void Store(Vector256<ushort> low, Vector256<ushort> high, Span<uint> values, bool rotate)
    {
        var (lowA, lowB) = Vector256.Widen(low);
        var (highA, highB) = Vector256.Widen(high);
        var (a, b) = (lowA | (highA << 16), lowB | (highB << 16));
        (rotate ? (a >> 1) | (a << 31) : a).CopyTo(values);
        (rotate ? (b >> 1) | (b << 31) : b).CopyTo(values[(Step / 4)..]);
    }

    private static Vector256<byte> Low(Vector256<ushort> a, Vector256<ushort> b) => Vector256.Narrow(a, b);

    private static Vector256<ushort> Low(Vector256<uint> a, Vector256<uint> b) => Vector256.Narrow(a, b);

    private static (Vector256<ushort> First, Vector256<ushort> Second) Pair(Vector256<byte> low, Vector256<byte> high)
    {
        var (lowA, lowB) = Vector256.Widen(low);
        var (highA, highB) = Vector256.Widen(high);
        return (lowA | (highA << 8), lowB | (highB << 8));
    }
}
