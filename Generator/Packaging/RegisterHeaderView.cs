// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Registers;

namespace Rtlgen.Generator.Packaging;

/// <summary>What the template of the registers' C header sees.</summary>
/// <param name="Map">The registers.</param>
public sealed record RegisterHeaderView(RegisterMap Map)
{
    /// <summary>The template's file name.</summary>
    public const string TemplateName = "registers.h.sbn";

    /// <summary>Name of the header's file.</summary>
    public string FileName => $"{Base.ToLowerInvariant()}.h";

    /// <summary>The hardware.</summary>
    public string Configuration => Map.Config.Name;

    /// <summary>Name of the include guard.</summary>
    public string Guard => Base + "_H";

    /// <summary>The registers.</summary>
    public IEnumerable<HeaderRegister> Registers => Map.Registers.Select(register => new HeaderRegister(
        Define(register.Name, string.Create(CultureInfo.InvariantCulture, $"0x{register.Address:X2}u")),
        $"{register.AccessWords}: {register.Meaning}", [.. register.Fields.SelectMany(part => Defines(register, part))]));

    private string Base => $"{Map.Config.Prefix}_registers".ToUpperInvariant();

    private IEnumerable<string> Defines(Register register, RegisterField part)
    {
        var name = $"{register.Name}_{part.Name}";
        yield return Define($"{name}_shift", string.Create(CultureInfo.InvariantCulture, $"{part.Low}u"));
        yield return Define($"{name}_mask", $"0x{part.Mask:X8}u");
        if (register.Access == RegisterAccess.Constant)
        {
            yield return Define($"{name}_value", $"0x{part.Value:X8}u");
        }
    }

    private string Define(string name, string value) =>
        $"#define {Map.Config.Prefix.ToUpperInvariant()}_{name.ToUpperInvariant(),-42} {value}";
}

/// <summary>A register in the header.</summary>
/// <param name="Offset">The definition of its address.</param>
/// <param name="Meaning">What it is, in words.</param>
/// <param name="Fields">The definitions of its fields.</param>
public sealed record HeaderRegister(string Offset, string Meaning, IReadOnlyList<string> Fields);
