// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.GoldenModel.Formats;

/// <summary>What adapting a tensor lost. The numeric values are the hardware's flag bits.</summary>
/// <remarks>docs/format.md section 2.</remarks>
[Flags]
public enum Losses
{
    /// <summary>Nothing of note was lost.</summary>
    None = 0,

    /// <summary>A NaN became an infinity, for want of a mantissa bit.</summary>
    NanLost = 1,

    /// <summary>A non-zero value below the exponent window became zero.</summary>
    Flushed = 2,

    /// <summary>A value above the exponent window became the window's largest.</summary>
    Saturated = 4,

    /// <summary>A negative value lost its sign.</summary>
    SignLost = 8,
}
