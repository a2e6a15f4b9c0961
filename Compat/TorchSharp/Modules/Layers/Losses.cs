// SPDX-License-Identifier: Apache-2.0

using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    /// <summary>How far an output is from what it should be.</summary>
    /// <typeparam name="T1">The output.</typeparam>
    /// <typeparam name="T2">What it should be.</typeparam>
    /// <typeparam name="TResult">The loss.</typeparam>
    public abstract class Loss<T1, T2, TResult> : Module<T1, T2, TResult>
    {
        /// <summary>A loss.</summary>
        public Loss(Reduction reduction = Reduction.Mean)
            : base("") => this.reduction = reduction;

        /// <summary>What becomes of the losses of a batch.</summary>
        public Reduction reduction { get; }
    }

    /// <summary>A loss with a weight for each class.</summary>
    /// <typeparam name="T1">The output.</typeparam>
    /// <typeparam name="T2">What it should be.</typeparam>
    /// <typeparam name="TResult">The loss.</typeparam>
    public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
    {
        /// <summary>A loss.</summary>
        public WeightedLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
            : base(reduction) => this.weight = weight;

        /// <summary>The weights of the classes, or null.</summary>
        public Tensor? weight { get; }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>The cross entropy of classes and the logits of a classifier.</summary>
    public sealed class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <summary>A loss.</summary>
        public CrossEntropyLoss(
            Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean,
            double label_smoothing = 0)
            : base(weight, reduction) => (this.ignore_index, this.label_smoothing) = (ignore_index, label_smoothing);

        /// <summary>A class that does not count.</summary>
        public long? ignore_index { get; }

        /// <summary>How much of the truth is spread over all classes.</summary>
        public double label_smoothing { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) =>
            functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
    }

    /// <summary>The squared difference.</summary>
    public sealed class MSELoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>A loss.</summary>
        public MSELoss(Reduction reduction = Reduction.Mean)
            : base(reduction)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input, Tensor target) => functional.mse_loss(input, target, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>What becomes of the losses of a batch.</summary>
            public enum Reduction : long
            {
                /// <summary>Nothing.</summary>
                None = 0,

                /// <summary>Their mean.</summary>
                Mean = 1,

                /// <summary>Their sum.</summary>
                Sum = 2,
            }

            /// <summary>The cross entropy of classes and the logits of a classifier.</summary>
            public static CrossEntropyLoss CrossEntropyLoss(
                Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) =>
                new(weight, ignore_index, reduction);

            /// <summary>The squared difference.</summary>
            public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);
        }
    }
}
