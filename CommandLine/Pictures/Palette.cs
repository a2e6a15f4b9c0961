// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine.Pictures;

/// <summary>Shapes of points.</summary>
internal enum Mark
{
    /// <summary>A disc.</summary>
    Circle,

    /// <summary>A square.</summary>
    Square,

    /// <summary>A triangle that points up.</summary>
    Triangle,

    /// <summary>A square on its corner.</summary>
    Diamond,

    /// <summary>A triangle that points down.</summary>
    Wedge,
}

/// <summary>Colours that stay apart for colour-blind eyes, and in grey.</summary>
/// <remarks>Single colours: Okabe and Ito, <i>Color Universal Design</i>, 2008. Scale: viridis (CC0).</remarks>
internal static class Palette
{
    /// <summary>Black.</summary>
    public const string Black = "#000000";

    /// <summary>Blue.</summary>
    public const string Blue = "#0072b2";

    /// <summary>Bluish green.</summary>
    public const string Green = "#009e73";

    /// <summary>Orange.</summary>
    public const string Orange = "#e69f00";

    /// <summary>Reddish purple.</summary>
    public const string Purple = "#cc79a7";

    /// <summary>Sky blue.</summary>
    public const string Sky = "#56b4e9";

    /// <summary>Vermilion.</summary>
    public const string Vermilion = "#d55e00";

    private static readonly (int Red, int Green, int Blue)[] Viridis =
    [
        (68, 1, 84), (71, 44, 122), (59, 81, 139), (44, 113, 142), (33, 144, 141), (39, 173, 129), (92, 200, 99),
        (170, 220, 50), (253, 231, 37),
    ];

    /// <summary>A colour of the scale from dark to light.</summary>
    /// <param name="share">0 to 1.</param>
    public static string Scale(double share)
    {
        var place = Math.Clamp(share, 0, 1) * (Viridis.Length - 1);
        var (low, part) = ((int)place, place - (int)place);
        var (from, to) = (Viridis[low], Viridis[Math.Min(low + 1, Viridis.Length - 1)]);
        return $"#{Mix(from.Red, to.Red):x2}{Mix(from.Green, to.Green):x2}{Mix(from.Blue, to.Blue):x2}";

        int Mix(int a, int b) => (int)Math.Round(a + (part * (b - a)));
    }
}
