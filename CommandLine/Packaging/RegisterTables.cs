// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Registers;

namespace Rtlgen.CommandLine.Packaging;

/// <summary>The registers as tables.</summary>
internal static class RegisterTables
{
    /// <summary>Adds all registers to a document.</summary>
    public static void Add(Document document, RegisterMap map)
    {
        document.Table(
            ["address", "register", "access", "meaning"],
            map.Registers.Select(register => (IReadOnlyList<string>)
                [Hex(register.Address), $"`{register.Name}`", register.AccessWords, register.Meaning]));
        document.Table(
            ["register", "bits", "field", "meaning"],
            map.Registers.SelectMany(register => register.Fields.Select(part => (IReadOnlyList<string>)
                [$"`{register.Name}`", part.Bits, $"`{part.Name}`", Meaning(register, part)])));
    }

    private static string Meaning(Register register, RegisterField part) =>
        register.Access != RegisterAccess.Constant || part.Width == 32 ? part.Meaning
        : string.Create(CultureInfo.InvariantCulture, $"{part.Meaning}; here {part.Value}");

    private static string Hex(int address) => string.Create(CultureInfo.InvariantCulture, $"0x{address:x2}");
}
