// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>What kind of thing an operator takes or gives.</summary>
internal enum ValueKind
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    Ints = 5,
    Doubles = 6,
    Tensors = 7,
    OptionalTensors = 8,
    String = 9,
    Generator = 10,
}

/// <summary>One argument or result of an operator, as the shim has it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Value
{
    internal ValueKind Kind;
    internal int Length;
    internal long Bits;
}
