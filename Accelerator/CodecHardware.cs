// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Accelerator;

/// <summary>An encoder or a decoder as synthesis knows it.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="BytesPerClock">Bytes of container values in a clock.</param>
/// <param name="FmaxMHz">Its highest clock.</param>
/// <param name="AreaUm2">Its area in µm²; null where it is not known, as in an FPGA.</param>
/// <param name="PicojoulesPerBit">Energy for a bit of container values, in pJ; null where it was not measured.</param>
public sealed record CodecModule(
    string Module, double BytesPerClock, double FmaxMHz, double? AreaUm2, double? PicojoulesPerBit)
{
    /// <summary>Bits of container values in a second, at its own highest clock or the accelerator's, whichever is
    /// lower.</summary>
    public double BitsPerSecond(double clockMHz) => 8 * BytesPerClock * Math.Min(FmaxMHz, clockMHz) * 1e6;
}

/// <summary>What codes between buffer and memory.</summary>
/// <param name="Encoder">One of its encoders.</param>
/// <param name="Decoder">One of its decoders.</param>
public sealed record CodecHardware(CodecModule Encoder, CodecModule Decoder);
