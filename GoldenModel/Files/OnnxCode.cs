// SPDX-License-Identifier: Apache-2.0
namespace Rtlgen.GoldenModel.Files;

/// <summary>ONNX's numbers for element types (TensorProto.DataType), and the tensor types they stand for.</summary>
internal static class OnnxCode
{
    /// <summary>Field for F32 and C64, as 32-bit words.</summary>
    public const int FloatData = 4;

    /// <summary>Field for all types of at most 32 bits but F32 and U32, as integers.</summary>
    public const int Int32Data = 5;

    /// <summary>Field for I64, as integers.</summary>
    public const int Int64Data = 7;

    /// <summary>Field for F64, as 64-bit words.</summary>
    public const int DoubleData = 10;

    /// <summary>Field for U32 and U64, as integers.</summary>
    public const int UInt64Data = 11;

    private static readonly string[] Names =
    [
        "UNDEFINED", "FLOAT", "UINT8", "INT8", "UINT16", "INT16", "INT32", "INT64", "STRING", "BOOL", "FLOAT16",
        "DOUBLE", "UINT32", "UINT64", "COMPLEX64", "COMPLEX128", "BFLOAT16", "FLOAT8E4M3FN", "FLOAT8E4M3FNUZ",
            "FLOAT8E5M2",
        "FLOAT8E5M2FNUZ", "UINT4", "INT4", "FLOAT4E2M1", "FLOAT8E8M0",
    ];

    /// <summary>The type of a number, or null when no tensor has it.</summary>
    /// <param name="code">TensorProto.DataType.</param>
    public static TensorType? ToType(int code) => Name(code) switch
    {
        "FLOAT" => TensorType.F32,
        "UINT8" => TensorType.U8,
        "INT8" => TensorType.I8,
        "UINT16" => TensorType.U16,
        "INT16" => TensorType.I16,
        "INT32" => TensorType.I32,
        "INT64" => TensorType.I64,
        "BOOL" => TensorType.Bool,
        "FLOAT16" => TensorType.F16,
        "DOUBLE" => TensorType.F64,
        "UINT32" => TensorType.U32,
        "UINT64" => TensorType.U64,
        "COMPLEX64" => TensorType.C64,
        "BFLOAT16" => TensorType.BF16,
        "FLOAT8E4M3FN" => TensorType.F8E4M3,
        "FLOAT8E5M2" => TensorType.F8E5M2,
        "FLOAT8E8M0" => TensorType.F8E8M0,
        _ => null,
    };

    /// <summary>ONNX's name of a number, for errors.</summary>
    /// <param name="code">TensorProto.DataType.</param>
    public static string Name(int code) => code >= 0 && code < Names.Length ? Names[code] : "unknown";

    /// <summary>Number of the TensorProto field that spells out values of a type.</summary>
    /// <param name="type">Type of the elements.</param>
    public static int DataField(TensorType type) => type.Name switch
    {
        "F32" or "C64" => FloatData,
        "F64" => DoubleData,
        "I64" => Int64Data,
        "U32" or "U64" => UInt64Data,
        _ => Int32Data,
    };

    /// <summary>Whether a spelled-out value lies in the range of its type.</summary>
    /// <param name="type">Type of the elements.</param>
    /// <param name="value">The value; negative ones are sign-extended to 64 bits.</param>
    public static bool Fits(TensorType type, ulong value) => type.Name switch
    {
        "BOOL" => value <= 1,
        "I8" => (long)value is >= sbyte.MinValue and <= sbyte.MaxValue,
        "I16" => (long)value is >= short.MinValue and <= short.MaxValue,
        "I32" => (long)value is >= int.MinValue and <= int.MaxValue,
        "I64" or "U64" or "F64" or "C64" => true,
        _ => type.Bytes == 8 || value < 1UL << (8 * type.Bytes),
    };
}
