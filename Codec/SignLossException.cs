// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Codec;

/// <summary>A tensor has negative values, and its settings would drop their signs.</summary>
/// <remarks><see cref="EncodeOptions.AllowSignLoss"/> lets them.</remarks>
public sealed class SignLossException : Exception
{
    /// <summary>The error for a tensor.</summary>
    /// <param name="problem">One line that names the file, the tensor and what would be right.</param>
    internal SignLossException(string problem)
        : base($"{problem} ({nameof(EncodeOptions)}.{nameof(EncodeOptions.AllowSignLoss)} drops their signs)") =>
        Problem = problem;

    /// <summary>The message without the option that allows it, for programs that call it by another name.</summary>
    public string Problem { get; }
}
