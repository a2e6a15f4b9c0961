// SPDX-License-Identifier: Apache-2.0

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What Adam and AdamW do alike once the means have taken a gradient in.</summary>
internal static class AdamStep
{
    /// <summary>The greatest mean of squares so far, which replaces the one before.</summary>
    public static Tensor Greatest(ref Tensor greatest, Tensor square)
    {
        using var before = greatest;
        return greatest = maximum(before, square).DetachFromDisposeScope();
    }

    /// <summary>Moves a parameter along the mean, over the root of the mean of squares, both without bias.</summary>
    public static void Move(
        Tensor parameter, Tensor mean, Tensor square, long step, double rate, double beta1, double beta2, double eps)
    {
        using var root = square.sqrt();
        root.div_(Math.Sqrt(1 - Math.Pow(beta2, step))).add_(eps);
        parameter.addcdiv_(mean, root, -rate / (1 - Math.Pow(beta1, step)));
    }
}
