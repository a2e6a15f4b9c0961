// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.GoldenModel.Formats;

/// <summary>What dropped mantissa bits do. The numeric value is the hardware's selector.</summary>
/// <remarks>docs/format.md section 2.</remarks>
public enum Rounding
{
    /// <summary>They are cut off, as in the paper.</summary>
    Truncate = 0,

    /// <summary>Round to nearest, ties to even.</summary>
    Nearest = 1,
}
