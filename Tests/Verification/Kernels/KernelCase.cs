// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Rtlgen.Verification.Simulation.Checks;

namespace Rtlgen.Tests.Verification.Kernels;

/// <summary>Random inputs of kernels: raw bits, and legal descriptors where a kernel may count on them.</summary>
internal sealed class KernelCase(HardwareConfig config, Random random)
{
    private readonly RandomTensors _tensors = new(config, random);

    public Container Container => config.Container;

    public int E => config.Container.ExponentBits;

    public int M => config.Container.MantissaBits;

    public int Word => config.Word;

    /// <summary>A legal descriptor, as a record and as bits.</summary>
    public DescriptorBits<BitWord> NextDescriptor(Coder? coder = null)
    {
        var descriptor = _tensors.NextDescriptor();
        return DescriptorBits.From<BitWord>(descriptor with { Coder = coder ?? descriptor.Coder });
    }

    /// <summary>Any bits; all zeros, all ones and one bit come up often.</summary>
    public BitWord Next(int width)
    {
        var ones = ulong.MaxValue >> (64 - width);
        return new BitWord(
            random.Next(6) switch
            {
                0 => 0,
                1 => ones,
                2 => 1UL << random.Next(width),
                _ => (ulong)random.NextInt64() & ones,
            },
            width);
    }

    /// <summary>Any bits below 2^<paramref name="bits"/>.</summary>
    public BitWord NextBelow(int width, BitWord bits) => Next(width) & BitMath.Ones(width, bits);

    public BitWord NextNumber(int width, int least, int most) => new((ulong)random.Next(least, most + 1), width);

    /// <summary>The mantissa's mask as the hardware has it: n ones at the top.</summary>
    public BitWord Keep(BitWord mantissa) => InPlace(BitMath.Ones(M, mantissa), mantissa);

    /// <summary>A right-aligned mantissa as the hardware has it: at the top.</summary>
    public BitWord InPlace(BitWord right, BitWord mantissa) =>
        BitWord.ShiftLeft(right, Constant(6, M) - mantissa.Resize(6));

    /// <summary>Where the lowest kept bit lies, modulo the word.</summary>
    public int Offset(BitWord mantissa) => (M - (int)mantissa.Value) % Word;

    public BitWord Windowed(DescriptorBits<BitWord> descriptor) => Bit((int)descriptor.Exponent.Value != E);

    /// <summary>The exponent of code 0 as the hardware has it: low − 1 in a window, else 0; E + 1 bits.</summary>
    public BitWord Origin(DescriptorBits<BitWord> descriptor) => Windowed(descriptor).Value == 0
        ? Constant(E + 1, 0) : descriptor.Low.Resize(E + 1) - Constant(E + 1, 1);

    public static BitWord RotateLeft(BitWord word, int by)
    {
        by = ((by % word.Width) + word.Width) % word.Width;
        return BitWord.ShiftLeft(word, Constant(6, by)) | BitWord.ShiftRight(word, Constant(6, word.Width - by));
    }

    public static BitWord Bit(bool value) => new(value ? 1u : 0, 1);

    public static BitWord Constant(int width, int value) => new((ulong)value, width);
}
