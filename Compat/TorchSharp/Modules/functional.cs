// SPDX-License-Identifier: Apache-2.0

using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What modules compute, without the modules.</summary>
        public static partial class functional
        {
            /// <summary>A convolution of images.</summary>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null,
                long[]? dilation = null, long groups = 1) =>
                Aten.Call("conv2d", input, weight, bias, strides ?? One, padding ?? Zero, dilation ?? One, groups);

            /// <summary>A linear function and a bias.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Aten.Call("linear", input, weights, bias);

            /// <summary>The numbers, or zero where they are less.</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();

            /// <summary>The numbers held between 0 and 6.</summary>
            public static Tensor relu6(Tensor x, bool inplace = false) => inplace ? x.relu6_().alias() : x.relu6();

            /// <summary>The numbers times their logistic function.</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? x.silu_().alias() : x.silu();

            /// <summary>The hyperbolic tangents.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();

            /// <summary>The logistic function.</summary>
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            /// <summary>The numbers times the normal distribution below them.</summary>
            public static Tensor gelu(Tensor x) => x.gelu();

            /// <summary>The numbers times the normal distribution below them.</summary>
            public static Tensor gelu(Tensor x, bool inplace) => inplace ? x.gelu_().alias() : x.gelu();

            /// <summary>The numbers times the normal distribution below them.</summary>
            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) => inplace
                ? Aten.Change(x, "gelu_", x, approximate.ToString()).alias()
                : x.gelu(approximate);

            /// <summary>The numbers, those below zero times a slope.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) => inplace
                ? Aten.Change(input, "leaky_relu_", input, (Scalar)negative_slope).alias()
                : input.leaky_relu(negative_slope);

            /// <summary>Numbers that sum to one along a dimension, in proportion to their exponentials.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            /// <summary>The logarithm of softmax.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => x.log_softmax(dim);

            /// <summary>Zeros with a probability while learning, the rest as much greater.</summary>
            public static Tensor dropout(
                Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace
                ? Aten.Change(input, "dropout_", input, p, training).alias()
                : Aten.Call("dropout", input, p, training);

            /// <summary>The cross entropy of classes and the logits of a classifier.</summary>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100,
                Reduction reduction = Reduction.Mean, double label_smoothing = 0) =>
                Aten.Call("cross_entropy_loss", input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>The negative logarithm of the likelihood of classes.</summary>
            public static Tensor nll_loss(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Aten.Call("nll_loss_nd", input, target, weight, (long)reduction);

            /// <summary>The squared difference.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Aten.Call("mse_loss", input, target, (long)reduction);

            /// <summary>One in the place that each index says, else zeros.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.Call("one_hot", x, num_classes);

            /// <summary>The vectors along a dimension, their norm made one.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1E-12)
            {
                using var norm = input.norm((int)dim, true, (float)p);
                return input.div(norm.clamp_min(eps).expand_as(input));
            }

            /// <summary>A normalisation over the batch.</summary>
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1E-05) =>
                Aten.Call("batch_norm", input, weight, bias, running_mean, running_var, training, momentum, eps, false);

            /// <summary>A normalisation over the last dimensions.</summary>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null,
                double eps = 1E-05) =>
                Aten.Call("layer_norm", input, normalized_shape, weight, bias, eps, false);

            /// <summary>What a query finds among keys, as a mean of values; is_casual hides what comes later.</summary>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false)
            {
                using var scope = NewDisposeScope();
                if (is_casual)
                {
                    if (attn_mask is not null)
                    {
                        throw new ArgumentException("Casual attention masking cannot pass a mask.");
                    }

                    attn_mask = ones(query.size(-2), key.size(-2), ScalarType.Bool).tril();
                }

                var scores = query.matmul(key.transpose(-2, -1)) / Math.Sqrt(query.size(-1));
                scores = attn_mask is null
                    ? scores
                    : attn_mask.dtype is ScalarType.Bool ? scores.masked_fill(
                        ~attn_mask, double.NegativeInfinity) : scores + attn_mask;
                return dropout(scores.softmax(-1), p, p > 0).matmul(value).MoveToOuterDisposeScope();
            }

            private static long[] One => [1, 1];

            private static long[] Zero => [0, 0];
        }
    }
}
