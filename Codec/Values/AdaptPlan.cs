// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Values;

/// <summary>The constants with which a value is adapted and restored, on X and F side by side.</summary>
/// <remarks>
/// docs/format.md section 2. With r = X·2^n + f after rounding, the window's x·2^n + f is r − <see cref="Offset"/>, cut
/// off at <see cref="Top"/> and zero below <see cref="Lowest"/>. Without a window these three change nothing.
/// </remarks>
internal readonly struct AdaptPlan
{
    /// <summary>The constants of a legal descriptor.</summary>
    public AdaptPlan(Descriptor descriptor)
    {
        var container = descriptor.Container;
        var (n, e) = (descriptor.Mantissa, descriptor.Exponent);
        Mantissa = n;
        Dropped = container.MantissaBits - n;
        MantissaMask = (1u << n) - 1;
        if (descriptor.Rounding == Rounding.Nearest && Dropped > 0)
        {
            (JustBelowHalf, EvenMask) = ((1u << (Dropped - 1)) - 1, 1);
        }

        Infinity = (uint)container.MaxExponent << container.MantissaBits;
        KeptInfinity = (uint)container.MaxExponent << n;
        TopKept = n == 0 ? 0 : 1u << (n - 1);
        Top = uint.MaxValue;
        if (e < container.ExponentBits)
        {
            Lowest = (uint)descriptor.Low << n;
            Offset = (uint)(descriptor.Low - 1) << n;
            Top = (1u << (e + n)) - 1;
        }

        ExponentMask = (1u << e) - 1;
        ExponentOffset = (uint)descriptor.Low - 1;
        SignPlace = descriptor.Sign ? 1u << n : 0;
        SignShift = container.Bits - 1 - n;
    }

    /// <summary>n.</summary>
    public int Mantissa { get; }

    /// <summary>M − n.</summary>
    public int Dropped { get; }

    /// <summary>n ones.</summary>
    public uint MantissaMask { get; }

    /// <summary>One less than one half of the last kept bit; 0 for truncation.</summary>
    public uint JustBelowHalf { get; }

    /// <summary>1 where a tie goes to the even neighbour; 0 for truncation.</summary>
    public uint EvenMask { get; }

    /// <summary>The container's infinity.</summary>
    public uint Infinity { get; }

    /// <summary>Infinity with n mantissa bits.</summary>
    public uint KeptInfinity { get; }

    /// <summary>The highest kept mantissa bit; 0 if none is kept.</summary>
    public uint TopKept { get; }

    /// <summary>Lowest number inside the window.</summary>
    public uint Lowest { get; }

    /// <summary>(lo − 1)·2^n.</summary>
    public uint Offset { get; }

    /// <summary>Largest x and f.</summary>
    public uint Top { get; }

    /// <summary>e ones.</summary>
    public uint ExponentMask { get; }

    /// <summary>lo − 1.</summary>
    public uint ExponentOffset { get; }

    /// <summary>The sign's bit above f; 0 if signs are dropped.</summary>
    public uint SignPlace { get; }

    /// <summary>From bit n to the container's sign bit.</summary>
    public int SignShift { get; }
}
