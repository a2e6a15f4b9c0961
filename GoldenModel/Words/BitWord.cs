// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Rtlgen.GoldenModel.Words;

/// <summary>A concrete bit-vector of 1 to 64 bits.</summary>
/// <param name="Value">The bits, right-aligned; bits at and above <paramref name="Width"/> are 0.</param>
/// <param name="Width">Width in bits, 1 to 64.</param>
/// <remarks>Misuse (unlike widths, a slice outside the word) is asserted in debug builds; nothing is thrown.</remarks>
public readonly record struct BitWord(ulong Value, int Width) : IBits<BitWord>
{
    /// <inheritdoc/>
    public static BitWord Constant(int width, ulong value)
    {
        Debug.Assert(width is >= 1 and <= 64 && (value & ~Mask(width)) == 0, "constant does not fit its width");
        return new BitWord(value, width);
    }

    /// <inheritdoc/>
    public BitWord Resize(int width) => Truncated(Value, width);

    /// <inheritdoc/>
    public BitWord Slice(int low, int width)
    {
        Debug.Assert(low >= 0 && low + width <= Width, "slice outside the word");
        return Truncated(Value >> low, width);
    }

    /// <inheritdoc/>
    public static BitWord operator &(BitWord left, BitWord right) => new(left.Value & right.Value, Common(left, right));

    /// <inheritdoc/>
    public static BitWord operator |(BitWord left, BitWord right) => new(left.Value | right.Value, Common(left, right));

    /// <inheritdoc/>
    public static BitWord operator ^(BitWord left, BitWord right) => new(left.Value ^ right.Value, Common(left, right));

    /// <inheritdoc/>
    public static BitWord operator ~(BitWord operand) => Truncated(~operand.Value, operand.Width);

    /// <inheritdoc/>
    public static BitWord operator +(BitWord left, BitWord right) =>
        Truncated(unchecked(left.Value + right.Value), Common(left, right));

    /// <inheritdoc/>
    public static BitWord operator -(BitWord left, BitWord right) =>
        Truncated(unchecked(left.Value - right.Value), Common(left, right));

    /// <inheritdoc/>
    public static BitWord ShiftLeft(BitWord value, BitWord amount) =>
        Truncated(amount.Value >= 64 ? 0 : value.Value << (int)amount.Value, value.Width);

    /// <inheritdoc/>
    public static BitWord ShiftRight(BitWord value, BitWord amount) =>
        new(amount.Value >= 64 ? 0 : value.Value >> (int)amount.Value, value.Width);

    /// <inheritdoc/>
    public static BitWord Equal(BitWord left, BitWord right) =>
        Bit(left.Value == right.Value && Common(left, right) > 0);

    /// <inheritdoc/>
    public static BitWord Less(BitWord left, BitWord right) => Bit(left.Value < right.Value && Common(left, right) > 0);

    /// <inheritdoc/>
    public static BitWord Mux(BitWord condition, BitWord whenSet, BitWord whenClear)
    {
        Debug.Assert(condition.Width == 1 && whenSet.Width == whenClear.Width, "mux of unlike widths");
        return condition.Value != 0 ? whenSet : whenClear;
    }

    private static BitWord Bit(bool value) => new(value ? 1UL : 0, 1);

    private static BitWord Truncated(ulong value, int width) => new(value & Mask(width), width);

    private static ulong Mask(int width) => ulong.MaxValue >> (64 - width);

    private static int Common(BitWord left, BitWord right)
    {
        Debug.Assert(left.Width == right.Width, "operands of unlike widths");
        return left.Width;
    }
}
