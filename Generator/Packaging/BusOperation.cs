// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Registers;

namespace Rtlgen.Generator.Packaging;

/// <summary>What a package's test bench does with a register.</summary>
public enum BusKind
{
    /// <summary>Writes; the response is OKAY.</summary>
    Write = 0,

    /// <summary>Writes; the response is SLVERR.</summary>
    RefusedWrite = 1,

    /// <summary>Reads a value.</summary>
    Read = 2,

    /// <summary>Reads; the response is SLVERR.</summary>
    RefusedRead = 3,

    /// <summary>Reads until a value comes.</summary>
    Poll = 4,

    /// <summary>Waits until all streams are at their end.</summary>
    Wait = 5,
}

/// <summary>An operation on a register.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Address">The register's address, in bytes.</param>
/// <param name="Value">What is written or must be read.</param>
/// <param name="Mask">Bits that count of what is read.</param>
public sealed record BusOperation(BusKind Kind, int Address = 0, uint Value = 0, uint Mask = uint.MaxValue)
{
    /// <summary>Bits of an operation in the bench's file.</summary>
    public const int Bits = 4 + RegisterMap.AddressBits + (2 * 32);

    /// <summary>The operation in the bench's file: kind, address, mask and value, highest first.</summary>
    public string Line => string.Create(
        CultureInfo.InvariantCulture, $"{(int)Kind:x1}{Address:x3}{Mask:x8}{Value:x8}");
}
