// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.GoldenModel.Formats;

/// <summary>How exponents are coded. The numeric value is the hardware's selector.</summary>
/// <remarks>docs/format.md section 4; <c>delta</c> and <c>bias</c> are Gecko's (arXiv 2204.13666, section
/// IV-C).</remarks>
public enum Coder
{
    /// <summary>Every exponent as it is; no metadata.</summary>
    Fixed = 0,

    /// <summary>Differences from the exponents of the group's first row, lane by lane.</summary>
    Delta = 1,

    /// <summary>Differences from one constant of the tensor.</summary>
    Bias = 2,

    /// <summary>Distances below the group's largest exponent, zeros coded apart.</summary>
    Peak = 3,
}
