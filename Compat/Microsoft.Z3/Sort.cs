// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>What terms of one kind have in common.</summary>
public class Sort : AST
{
    internal Sort(Context context, nint handle)
        : base(context, handle)
    {
    }

    internal static Sort Create(Context context, nint handle)
    {
        context.Check();
        return Native.Z3_get_sort_kind(context.Handle, handle) switch
        {
            SortKind.Boolean => new BoolSort(context, handle),
            SortKind.BitVector => new BitVecSort(context, handle),
            SortKind.Array => new ArraySort(context, handle),
            _ => new Sort(context, handle),
        };
    }
}

/// <summary>True and false.</summary>
public class BoolSort : Sort
{
    internal BoolSort(Context context, nint handle)
        : base(context, handle)
    {
    }
}

/// <summary>Bit-vectors of one width.</summary>
public class BitVecSort : Sort
{
    internal BitVecSort(Context context, nint handle)
        : base(context, handle)
    {
    }

    /// <summary>The width in bits.</summary>
    public uint Size => Native.Z3_get_bv_sort_size(Owner.Handle, Handle);
}

/// <summary>Arrays.</summary>
public class ArraySort : Sort
{
    internal ArraySort(Context context, nint handle)
        : base(context, handle)
    {
    }
}

/// <summary>Numbers of the C interface's Z3_sort_kind.</summary>
internal static class SortKind
{
    internal const int Boolean = 1;
    internal const int BitVector = 4;
    internal const int Array = 5;
}
