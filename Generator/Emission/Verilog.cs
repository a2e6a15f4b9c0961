// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.Generator.Emission;

/// <summary>Small pieces of Verilog text.</summary>
public static class Verilog
{
    /// <summary>A sized decimal literal, such as <c>5'd23</c>.</summary>
    public static string Literal(int width, long value) =>
        string.Create(CultureInfo.InvariantCulture, $"{width}'d{value}");

    /// <summary>A range with a blank behind it, such as <c>[4:0] </c>; empty for one bit that is no vector.</summary>
    public static string Range(int width, bool isVector = false) =>
        width == 1 && !isVector ? "" : string.Create(CultureInfo.InvariantCulture, $"[{width - 1}:0] ");

    /// <summary>Bits that count <paramref name="values"/> different values: 1 for up to two.</summary>
    public static int IndexBits(int values) => Math.Max(1, 32 - int.LeadingZeroCount(values - 1));
}
