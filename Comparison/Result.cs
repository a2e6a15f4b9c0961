// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Rtlgen.Comparison;

/// <summary>What one codec made of one tensor.</summary>
/// <param name="Codec">The codec.</param>
/// <param name="Coder">Its coder, level or mode.</param>
/// <param name="Tensor">The tensor.</param>
/// <param name="Container">Its container.</param>
/// <param name="Threads">How many threads worked.</param>
/// <param name="Ratio">Bytes of values over bytes of code.</param>
/// <param name="EncodeGBps">10^9 bytes of values encoded a second, median.</param>
/// <param name="DecodeGBps">10^9 bytes of values decoded a second, median.</param>
/// <param name="EncodeToMemcpy">Encoding speed over that of copying the values.</param>
/// <param name="DecodeToMemcpy">Decoding speed over that of copying the values back.</param>
internal sealed record Result(
    string Codec,
    string Coder,
    string Tensor,
    string Container,
    int Threads,
    double Ratio,
    [property: JsonPropertyName("encodeGBps")] double EncodeGBps,
    [property: JsonPropertyName("decodeGBps")] double DecodeGBps,
    double EncodeToMemcpy,
    double DecodeToMemcpy);
