// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Codec.Fields;

/// <summary>L as a compile-time constant.</summary>
internal interface ILaneCount
{
    /// <summary>L.</summary>
    static abstract int Count { get; }
}

/// <summary>Eight lanes.</summary>
internal readonly struct Lanes8 : ILaneCount
{
    public static int Count => 8;
}

/// <summary>Sixteen lanes.</summary>
internal readonly struct Lanes16 : ILaneCount
{
    public static int Count => 16;
}
