// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.Generator.Registers;

/// <summary>What a register does with reads and writes.</summary>
public enum RegisterAccess
{
    /// <summary>A constant; writes are refused.</summary>
    Constant,

    /// <summary>What the hardware says at the moment; writes are refused.</summary>
    Status,

    /// <summary>Holds what was written; 0 after reset.</summary>
    Storage,

    /// <summary>Holds what was written, and a write of its byte 0 hands a descriptor over.</summary>
    Push,

    /// <summary>Ones that are written act once; reads are refused.</summary>
    Pulse,
}

/// <summary>Bits of a register that belong together.</summary>
/// <param name="Name">Name, in lower case with underscores; unique in its register.</param>
/// <param name="Low">Lowest bit, 0 to 31.</param>
/// <param name="Width">Bits, 1 or more.</param>
/// <param name="Meaning">What it is, in words.</param>
/// <param name="Value">Its value in a constant register; else 0.</param>
/// <param name="Source">The net that shows it in a status register; else empty.</param>
public sealed record RegisterField(
    string Name, int Low, int Width, string Meaning, uint Value = 0, string Source = "")
{
    /// <summary>Ones where the field is.</summary>
    public uint Mask => (uint)((1UL << Width) - 1) << Low;

    /// <summary>The field's bits, such as <c>4:0</c>.</summary>
    public string Bits => string.Create(
        CultureInfo.InvariantCulture, $"{(Width == 1 ? "" : $"{Low + Width - 1}:")}{Low}");
}

/// <summary>A register of 32 bits.</summary>
/// <param name="Name">Name, in lower case with underscores; unique in its map.</param>
/// <param name="Address">Address in bytes, a multiple of 4.</param>
/// <param name="Access">What it does with reads and writes.</param>
/// <param name="Meaning">What it is, in words.</param>
/// <param name="Fields">Its fields, lowest first; other bits read as 0 and ignore writes.</param>
public sealed record Register(
    string Name, int Address, RegisterAccess Access, string Meaning, IReadOnlyList<RegisterField> Fields)
{
    /// <summary>Number of the register: its address in words.</summary>
    public int Index => Address / 4;

    /// <summary>Ones where there are fields.</summary>
    public uint Mask => Fields.Aggregate(0u, (mask, part) => mask | part.Mask);

    /// <summary>What a constant register reads as.</summary>
    public uint Value => Fields.Aggregate(0u, (value, part) => value | (part.Value << part.Low));

    /// <summary>True if it holds what is written to it.</summary>
    public bool IsStored => Access is RegisterAccess.Storage or RegisterAccess.Push;

    /// <summary>True if it can be read.</summary>
    public bool IsReadable => Access != RegisterAccess.Pulse;

    /// <summary>Access in words.</summary>
    public string AccessWords => Access switch
    {
        RegisterAccess.Constant => "read",
        RegisterAccess.Status => "read",
        RegisterAccess.Storage => "read, write",
        RegisterAccess.Push => "read, write (hands over)",
        _ => "write",
    };
}
