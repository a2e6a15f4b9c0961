// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The error function.</summary>
        public Tensor erf() => Aten.Call("erf", this);

        /// <summary>The error function, in place.</summary>
        public Tensor erf_() => Aten.Change(this, "erf_", this);

        /// <summary>The numbers, or zero where they are less.</summary>
        public Tensor relu() => Aten.Call("relu", this);

        /// <summary>The numbers, or zero where they are less, in place.</summary>
        public Tensor relu_() => Aten.Change(this, "relu_", this);

        /// <summary>The numbers times their logistic function.</summary>
        public Tensor silu() => Aten.Call("silu", this);

        /// <summary>The numbers times their logistic function, in place.</summary>
        public Tensor silu_() => Aten.Change(this, "silu_", this);

        /// <summary>True where a number is zero.</summary>
        public Tensor logical_not() => Aten.Call("logical_not", this);

        /// <summary>True where a number is zero, in place.</summary>
        public Tensor logical_not_() => Aten.Change(this, "logical_not_", this);

        /// <summary>The complements of integers.</summary>
        public Tensor bitwise_not() => Aten.Call("bitwise_not", this);

        /// <summary>The complements of integers, in place.</summary>
        public Tensor bitwise_not_() => Aten.Change(this, "bitwise_not_", this);

        /// <summary>The squares.</summary>
        public Tensor square() => Aten.Call("square", this);

        /// <summary>The numbers held between 0 and 6.</summary>
        public Tensor relu6() => Aten.Call("hardtanh", this, 0.0, 6.0);

        /// <summary>The numbers held between 0 and 6, in place.</summary>
        public Tensor relu6_() => Aten.Change(this, "hardtanh_", this, 0.0, 6.0);

        /// <summary>The numbers times the normal distribution below them.</summary>
        public Tensor gelu() => Aten.Call("gelu", this);

        /// <summary>The numbers times the normal distribution below them, in place.</summary>
        public Tensor gelu_() => Aten.Change(this, "gelu_", this);

        /// <summary>GELU, exact or by way of tanh.</summary>
        public Tensor gelu(Modules.GELU.Approximate approximate) => Aten.Call("gelu", this, approximate.ToString());

        /// <summary>The numbers, those below zero times a slope.</summary>
        public Tensor leaky_relu(Scalar negative_slope) => Aten.Call("leaky_relu", this, negative_slope);

        /// <summary>The numbers held between two bounds.</summary>
        public Tensor hardtanh(Scalar min, Scalar max) => Aten.Call("hardtanh", this, min, max);

        /// <summary>The logarithm of the logistic function.</summary>
        public Tensor log_sigmoid() => Aten.Call("log_sigmoid", this);

        /// <summary>A smooth form of relu.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.Call("softplus", this, beta, threshold);

        /// <summary>The nearest numbers with so many decimals, ties to even.</summary>
        public Tensor round(long decimals = 0) => Aten.Call("round.decimals", this, decimals);

        /// <summary>The nearest numbers with so many decimals, in place.</summary>
        public Tensor round_(long decimals = 0) => Aten.Change(this, "round_.decimals", this, decimals);

        /// <summary>True where a number is not a number.</summary>
        public Tensor isnan() => Aten.Call("isnan", this);

        /// <summary>True where a number is finite.</summary>
        public Tensor isfinite() => Aten.Call("isfinite", this);

        /// <summary>True where a number is infinite.</summary>
        public Tensor isinf() => Aten.Call("isinf", this);

        /// <summary>Numbers that sum to one along a dimension, in proportion to their exponentials.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.Call("softmax.int", this, dim, dtype);

        /// <summary>The logarithm of softmax.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.Call("log_softmax.int", this, dim, dtype);

        /// <summary>The logarithm of the sum of exponentials along a dimension.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) =>
            Aten.Call("logsumexp", this, new long[] { dim }, keepdim);
    }
}
