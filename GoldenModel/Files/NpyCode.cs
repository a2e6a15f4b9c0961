// SPDX-License-Identifier: Apache-2.0
namespace Rtlgen.GoldenModel.Files;

/// <summary>NumPy's codes for element types, and the tensor types they stand for.</summary>
internal static class NpyCode
{
    /// <summary>The type of a code, or null when no tensor has it.</summary>
    /// <param name="descr">Code such as <c>&lt;f4</c>; one-byte types may have <c>|</c> or <c>&lt;</c> before
    /// them.</param>
    public static TensorType? ToType(string descr) => descr switch
    {
        "<f8" => TensorType.F64,
        "<f4" => TensorType.F32,
        "<f2" => TensorType.F16,
        "<V2" or "|V2" => TensorType.BF16,
        "<c8" => TensorType.C64,
        "<i8" => TensorType.I64,
        "<i4" => TensorType.I32,
        "<i2" => TensorType.I16,
        "|i1" or "<i1" => TensorType.I8,
        "<u8" => TensorType.U64,
        "<u4" => TensorType.U32,
        "<u2" => TensorType.U16,
        "|u1" or "<u1" => TensorType.U8,
        "|b1" or "<b1" => TensorType.Bool,
        _ => null,
    };

    /// <summary>The code of a type, or null when NumPy has none.</summary>
    /// <param name="type">Type of the elements.</param>
    public static string? Of(TensorType type) => type.Name switch
    {
        "F64" => "<f8",
        "F32" => "<f4",
        "F16" => "<f2",
        "BF16" => "<V2",
        "C64" => "<c8",
        "I64" => "<i8",
        "I32" => "<i4",
        "I16" => "<i2",
        "I8" => "|i1",
        "U64" => "<u8",
        "U32" => "<u4",
        "U16" => "<u2",
        "U8" => "|u1",
        "BOOL" => "|b1",
        _ => null,
    };

    /// <summary>Why a code is refused.</summary>
    /// <param name="descr">A code that <see cref="ToType"/> does not know.</param>
    public static string Refusal(string descr) => descr switch
    {
        ['>', ..] => "is big-endian; save the array in little-endian order, such as '<f4'",
        ['|' or '<', 'O', ..] => "holds Python objects, which are never read",
        _ => "is not the type of a tensor; expected a float, integer or bool such as '<f4', '<i8' or '|u1'",
    };
}
