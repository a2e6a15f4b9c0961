// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Fields;

/// <summary>An exponent coder as a compile-time constant: loops are compiled for each.</summary>
/// <remarks>docs/format.md section 4.</remarks>
internal interface ICoder
{
    /// <summary>Which one.</summary>
    static abstract Coder Coder { get; }
}

/// <summary>Exponents as they are.</summary>
internal readonly struct FixedCoder : ICoder
{
    public static Coder Coder => Coder.Fixed;
}

/// <summary>Differences from the group's first row.</summary>
internal readonly struct DeltaCoder : ICoder
{
    public static Coder Coder => Coder.Delta;
}

/// <summary>Differences from one constant.</summary>
internal readonly struct BiasCoder : ICoder
{
    public static Coder Coder => Coder.Bias;
}

/// <summary>Distances below the group's largest exponent.</summary>
internal readonly struct PeakCoder : ICoder
{
    public static Coder Coder => Coder.Peak;
}
