// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rtlgen.Codec.Values;

namespace Rtlgen.Codec.Fields;

/// <summary>The coder <c>fixed</c>: fields are exponents, and there is no metadata.</summary>
internal static unsafe class FixedFields
{
    private const int Count = 64;

    /// <inheritdoc cref="ScalarFields.Encode"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Encode<TExponents>(
        FieldPlan plan, byte* source, int values, byte* fields, byte* widths, ref BitSink metadata)
        where TExponents : struct, IExponents
    {
        var rows = (values + plan.Descriptor.Lanes - 1) / plan.Descriptor.Lanes;
        for (var i = 0; i < rows * plan.Descriptor.Lanes; i += Count)
        {
            TExponents.Load(source, i).Store(fields + i);
        }

        Unsafe.InitBlockUnaligned(widths, plan.RawWidth, (uint)rows);
    }

    /// <inheritdoc cref="ScalarFields.Decode"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Decode(
        FieldPlan plan, byte* fields, uint* masks, ushort* headers, int values, byte* exponents)
    {
        var mask = Vector512.Create(plan.ExponentMask);
        for (var i = 0; i < values; i += Count)
        {
            (Vector512.Load(fields + i) & mask).Store(exponents + i);
        }
    }
}
