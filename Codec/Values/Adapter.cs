// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rtlgen.Codec.Rows;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Values;

/// <summary>Adapts and splits values: the vectors that its loop keeps in registers.</summary>
/// <remarks>docs/format.md section 2.</remarks>
internal readonly unsafe struct Adapter
{
    private readonly Vector512<uint> _magnitude;
    private readonly Vector512<uint> _dropped;
    private readonly Vector512<uint> _justBelowHalf;
    private readonly Vector512<uint> _even;
    private readonly Vector512<uint> _infinity;
    private readonly Vector512<uint> _keptInfinity;
    private readonly Vector512<uint> _mostFinite;
    private readonly Vector512<uint> _topKept;
    private readonly Vector512<uint> _lowest;
    private readonly Vector512<uint> _offset;
    private readonly Vector512<uint> _top;
    private readonly Vector512<uint> _mantissa;
    private readonly Vector512<uint> _mantissaShift;
    private readonly Vector512<uint> _sign;
    private readonly Vector512<uint> _signShift;

    private Adapter(in AdaptPlan plan, uint signBit)
    {
        _magnitude = Vector512.Create(signBit - 1);
        _dropped = Vector512.Create((uint)plan.Dropped);
        _justBelowHalf = Vector512.Create(plan.JustBelowHalf);
        _even = Vector512.Create(plan.EvenMask);
        _infinity = Vector512.Create(plan.Infinity);
        _keptInfinity = Vector512.Create(plan.KeptInfinity);
        _mostFinite = Vector512.Create(plan.KeptInfinity - 1);
        _topKept = Vector512.Create(plan.TopKept);
        _lowest = Vector512.Create(plan.Lowest);
        _offset = Vector512.Create(plan.Offset);
        _top = Vector512.Create(plan.Top);
        _mantissa = Vector512.Create(plan.MantissaMask);
        _mantissaShift = Vector512.Create((uint)plan.Mantissa);
        _sign = Vector512.Create(plan.SignPlace);
        _signShift = Vector512.Create((uint)plan.SignShift);
    }

    /// <summary>Adapts and splits values.</summary>
    /// <param name="plan">How they are adapted.</param>
    /// <param name="source">Little-endian values.</param>
    /// <param name="count">How many: whole vectors.</param>
    /// <param name="plains">Receives n + s bits of each value.</param>
    /// <param name="exponents">Receives x of each value.</param>
    /// <returns>What adapting lost.</returns>
    /// <remarks>Nothing is called here, for which all registers would have to be saved.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static Losses Adapt<TLayout>(in AdaptPlan plan, byte* source, int count, uint* plains, byte* exponents)
        where TLayout : struct, ILayout
    {
        var signBit = 1u << (TLayout.ExponentBits + TLayout.MantissaBits);
        var adapter = new Adapter(plan, signBit);
        var (nans, flushed) = (Vector512<uint>.Zero, Vector512<uint>.Zero);
        var (saturated, zeros) = (Vector512<uint>.Zero, Vector512<uint>.Zero);
        for (nint i = 0; i < count; i += ValueVector.Count)
        {
            var code = ValueVector.Load<TLayout>(source + (i * TLayout.Bytes));
            var magnitude = code & adapter._magnitude;
            var kept = adapter.Kept(magnitude, out var nan, out var below, out var above);
            nans |= nan;
            flushed |= below;
            saturated |= above;
            zeros |= Vector512.ConditionalSelect(
                Vector512.Equals(kept, Vector512<uint>.Zero), Vector512<uint>.Zero, code);

            // Step 4.
            var sign = SixteenLanes.ShiftRight(code, adapter._signShift) & adapter._sign;
            ((kept & adapter._mantissa) | sign).Store(plains + i);
            ValueVector.StoreBytes(SixteenLanes.ShiftRight(kept, adapter._mantissaShift), exponents + i);
        }

        return Any(Losses.NanLost, plan.Mantissa == 0, nans)
            | Any(Losses.Flushed, true, flushed)
            | Any(Losses.Saturated, true, saturated)
            | Any(Losses.SignLost, plan.SignPlace == 0, zeros & Vector512.Create(signBit));
    }

    // x·2^n + f, and ones where there was a NaN, a number below the window, or one above it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<uint> Kept(
        Vector512<uint> magnitude, out Vector512<uint> nan, out Vector512<uint> flushed, out Vector512<uint> above)
    {
        // Step 1, where a carry out of the mantissa runs into the exponent and stops short of infinity.
        var cut = SixteenLanes.ShiftRight(magnitude, _dropped);
        var rounded = SixteenLanes.ShiftRight(magnitude + _justBelowHalf + (cut & _even), _dropped);
        var finite = Vector512.Min(rounded, _mostFinite);

        // Step 2: a NaN that would look like infinity gets the top kept bit.
        nan = Vector512.GreaterThan(magnitude, _infinity);
        var special = Vector512.ConditionalSelect(nan & Vector512.Equals(cut, _keptInfinity), cut | _topKept, cut);
        var number = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(magnitude, _infinity), special, finite);

        // Step 3.
        var below = Vector512.LessThan(number, _lowest);
        var moved = number - _offset;
        var inside = Vector512.Min(moved, _top);
        flushed = below & magnitude;
        above = Vector512.ConditionalSelect(below, Vector512<uint>.Zero, moved ^ inside);
        return Vector512.ConditionalSelect(below, Vector512<uint>.Zero, inside);
    }

    private static Losses Any(Losses loss, bool possible, Vector512<uint> where) =>
        possible && where != Vector512<uint>.Zero ? loss : Losses.None;
}
