// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Comparison;

/// <summary>Whatever is timed: it encodes a tensor, or the beginning of it, and decodes it again.</summary>
internal interface ITensorCodec : IDisposable
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>Coder, level or mode.</summary>
    string Coder { get; }

    /// <summary>Bytes of values that it codes, from the first one on.</summary>
    int Bytes { get; }

    /// <summary>Bytes that the encoded buffer must have.</summary>
    long Room { get; }

    /// <summary>Encodes.</summary>
    /// <param name="values">The tensor.</param>
    /// <param name="encoded">Receives the code; <see cref="Room"/> or more.</param>
    /// <returns>Bytes of the code, all that decoding needs.</returns>
    long Encode(NativeBuffer values, NativeBuffer encoded);

    /// <summary>Decodes what the last call of <see cref="Encode"/> wrote.</summary>
    /// <param name="encoded">The code.</param>
    /// <param name="values">Receives the values.</param>
    void Decode(NativeBuffer encoded, NativeBuffer values);
}
