// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Rtlgen.Codec.Rows;
using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.Codec.Fields;

/// <summary>Headers and row codes of eight groups of eight rows at once.</summary>
/// <remarks>
/// docs/format.md sections 4 and 5. Eight groups have as many metadata bytes as one has bits, so that all eights start
/// with a byte if the first one does. For processors with AVX-512 VBMI.
/// </remarks>
internal sealed unsafe class CodeVectors
{
    /// <summary>Rows at once.</summary>
    public const int Rows = Groups * RowsOfGroup;

    /// <summary>Groups at once.</summary>
    public const int Groups = 8;

    /// <summary>Rows of a group.</summary>
    public const int RowsOfGroup = 8;

    private readonly Vector512<byte> _bytes;
    private readonly Vector512<byte> _shifts;
    private readonly Vector512<byte> _raw;
    private readonly Vector512<ulong> _headerShifts;

    /// <summary>The vectors of a coder.</summary>
    /// <param name="headerBits">Bits of a group's header.</param>
    /// <param name="rawRows">Rows of a group without a code; they are its first ones.</param>
    public CodeVectors(int headerBits, int rawRows)
    {
        GroupBits = headerBits + ((RowsOfGroup - rawRows) * GeckoRule.CodeBits);
        for (var group = 0; group < Groups; group++)
        {
            var (first, shift) = Math.DivRem(group * GroupBits, 8);
            _headerShifts = _headerShifts.WithElement(group, (ulong)shift);
            for (var row = 0; row < RowsOfGroup; row++)
            {
                var place = (group * RowsOfGroup) + row;
                var codesBefore = Math.Max(0, row - rawRows);
                _bytes = _bytes.WithElement(place, (byte)(first + row));
                _shifts = _shifts.WithElement(place, (byte)(shift + headerBits + (codesBefore * GeckoRule.CodeBits)));
                _raw = _raw.WithElement(place, (byte)(row < rawRows ? GeckoRule.RawCode : 0));
            }
        }
    }

    /// <summary>True if this processor can.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512Vbmi.IsSupported;

    /// <summary>Metadata bits of a group, and metadata bytes of eight.</summary>
    public int GroupBits { get; }

    /// <summary>Each group's metadata, right-aligned as far as whole bytes do it.</summary>
    /// <param name="metadata">The first group's; 64 bytes are read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<byte> Load(byte* metadata) => Avx512Vbmi.PermuteVar64x8(Vector512.Load(metadata), _bytes);

    /// <summary>The row codes, one in each byte; rows without one get that of raw rows.</summary>
    /// <param name="groups">What <see cref="Load"/> returned.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<byte> Codes(Vector512<byte> groups) =>
        (Avx512Vbmi.MultiShift(_shifts, groups.AsUInt64()) & Vector512.Create((byte)GeckoRule.RawCode)) | _raw;

    /// <summary>The headers.</summary>
    /// <param name="groups">What <see cref="Load"/> returned.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<ushort> Headers(Vector512<byte> groups)
    {
        var headers = Avx512F.ShiftRightLogicalVariable(groups.AsUInt64(), _headerShifts);
        return Avx512F.ConvertToVector128UInt16(headers & Vector512.Create((1UL << GeckoRule.HeaderBits) - 1));
    }

    /// <summary>A table for <see cref="LookUp"/>.</summary>
    /// <param name="elements">16 elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Table(ReadOnlySpan<byte> elements)
    {
        var quarter = Vector128.Create(elements);
        var half = Parts.Join(quarter, quarter);
        return Parts.Join(half, half);
    }

    /// <summary>The table's element for each byte.</summary>
    /// <param name="table">What <see cref="Table"/> returned.</param>
    /// <param name="bytes">0 to 15 each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> LookUp(Vector512<byte> table, Vector512<byte> bytes) =>
        Avx512BW.Shuffle(table, bytes);

    /// <summary>Sums of eight bytes each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> SumOfEights(Vector512<byte> bytes) =>
        Avx512BW.SumAbsoluteDifferences(bytes, Vector512<byte>.Zero).AsUInt64();
}
