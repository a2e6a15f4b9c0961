// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp.Utils;

/// <summary>Numbers in files, seven bits a byte, the lowest first.</summary>
internal static class LEB128
{
    internal static void Encode(this BinaryWriter writer, long value) => writer.Write7BitEncodedInt64(value);

    internal static long Decode(this BinaryReader reader) => reader.Read7BitEncodedInt64();
}
