// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Stash;

namespace Rtlgen.Training.Methods;

/// <summary>Lengths that stay as they are.</summary>
internal abstract class FixedLengths : ILengthMethod
{
    private StashSet? _stash;

    /// <summary>The lengths: n, e and rounding.</summary>
    /// <param name="options">Settings of all methods.</param>
    protected abstract (int Mantissa, int Exponent, Rounding Rounding) Lengths(MethodOptions options);

    /// <inheritdoc/>
    public void Attach(StashSet stash, MethodOptions options)
    {
        _stash = stash;
        foreach (var site in _stash.Sites)
        {
            (site.Mantissa, site.Exponent, site.Rounding) = Lengths(options);
        }
    }

    /// <inheritdoc/>
    public void BeginStep(RunPosition position)
    {
    }

    /// <inheritdoc/>
    public void UseFinal()
    {
    }
}

/// <summary><c>fp32</c>: nothing is dropped.</summary>
internal sealed class Fp32Lengths : FixedLengths
{
    /// <inheritdoc/>
    protected override (int Mantissa, int Exponent, Rounding Rounding) Lengths(MethodOptions options) =>
        (Container.Fp32.MantissaBits, Container.Fp32.ExponentBits, Rounding.Truncate);
}

/// <summary><c>bf16</c>: everything stashed is rounded to bfloat16.</summary>
internal sealed class Bf16Lengths : FixedLengths
{
    /// <inheritdoc/>
    protected override (int Mantissa, int Exponent, Rounding Rounding) Lengths(MethodOptions options) =>
        (Container.Bf16.MantissaBits, Container.Bf16.ExponentBits, Rounding.Nearest);
}

/// <summary><c>static</c>: one setting for all tensors, a point of the grid that learned lengths compete
/// with.</summary>
internal sealed class StaticLengths : FixedLengths
{
    /// <inheritdoc/>
    protected override (int Mantissa, int Exponent, Rounding Rounding) Lengths(MethodOptions options) =>
        (options.Mantissa, options.Exponent, options.Rounding);
}
