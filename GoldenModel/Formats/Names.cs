// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.GoldenModel.Formats;

/// <summary>Names of coders and roundings in files and options: the members' names in lower case.</summary>
public static class Names
{
    /// <summary>The name of an enumeration's member.</summary>
    /// <typeparam name="T"><see cref="Coder"/> or <see cref="Rounding"/>.</typeparam>
    /// <param name="value">A defined member.</param>
    /// <returns>Its name in lower case, as docs/format.md section 1 spells it.</returns>
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>All names of an enumeration, in the order of their numbers.</summary>
    /// <typeparam name="T"><see cref="Coder"/> or <see cref="Rounding"/>.</typeparam>
    /// <returns>As many names as the enumeration has members.</returns>
    public static IEnumerable<string> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Of);

    /// <summary>The member that <paramref name="name"/> names.</summary>
    /// <typeparam name="T"><see cref="Coder"/> or <see cref="Rounding"/>.</typeparam>
    /// <param name="field">What the error calls the field.</param>
    /// <param name="name">The name, in lower case.</param>
    /// <returns>A defined member.</returns>
    /// <exception cref="FormatException">There is no such member; the message lists those there are.</exception>
    public static T Parse<T>(string field, string? name)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == name)
            {
                return value;
            }
        }

        throw new FormatException($"{field} is '{name}', must be one of {string.Join(", ", All<T>())}");
    }
}
