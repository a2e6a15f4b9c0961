// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The absolute values.</summary>
        public Tensor abs() => Aten.Call("abs", this);

        /// <summary>The absolute values, in place.</summary>
        public Tensor abs_() => Aten.Change(this, "abs_", this);

        /// <summary>e to the power of the numbers.</summary>
        public Tensor exp() => Aten.Call("exp", this);

        /// <summary>e to the power of the numbers, in place.</summary>
        public Tensor exp_() => Aten.Change(this, "exp_", this);

        /// <summary>Two to the power of the numbers.</summary>
        public Tensor exp2() => Aten.Call("exp2", this);

        /// <summary>Two to the power of the numbers, in place.</summary>
        public Tensor exp2_() => Aten.Change(this, "exp2_", this);

        /// <summary>e to the power of the numbers, less one.</summary>
        public Tensor expm1() => Aten.Call("expm1", this);

        /// <summary>e to the power of the numbers, less one, in place.</summary>
        public Tensor expm1_() => Aten.Change(this, "expm1_", this);

        /// <summary>The natural logarithms.</summary>
        public Tensor log() => Aten.Call("log", this);

        /// <summary>The natural logarithms, in place.</summary>
        public Tensor log_() => Aten.Change(this, "log_", this);

        /// <summary>The logarithms to base 2.</summary>
        public Tensor log2() => Aten.Call("log2", this);

        /// <summary>The logarithms to base 2, in place.</summary>
        public Tensor log2_() => Aten.Change(this, "log2_", this);

        /// <summary>The logarithms to base 10.</summary>
        public Tensor log10() => Aten.Call("log10", this);

        /// <summary>The logarithms to base 10, in place.</summary>
        public Tensor log10_() => Aten.Change(this, "log10_", this);

        /// <summary>The logarithms of one more.</summary>
        public Tensor log1p() => Aten.Call("log1p", this);

        /// <summary>The logarithms of one more, in place.</summary>
        public Tensor log1p_() => Aten.Change(this, "log1p_", this);

        /// <summary>The square roots.</summary>
        public Tensor sqrt() => Aten.Call("sqrt", this);

        /// <summary>The square roots, in place.</summary>
        public Tensor sqrt_() => Aten.Change(this, "sqrt_", this);

        /// <summary>One over the square roots.</summary>
        public Tensor rsqrt() => Aten.Call("rsqrt", this);

        /// <summary>One over the square roots, in place.</summary>
        public Tensor rsqrt_() => Aten.Change(this, "rsqrt_", this);

        /// <summary>The sines.</summary>
        public Tensor sin() => Aten.Call("sin", this);

        /// <summary>The sines, in place.</summary>
        public Tensor sin_() => Aten.Change(this, "sin_", this);

        /// <summary>The cosines.</summary>
        public Tensor cos() => Aten.Call("cos", this);

        /// <summary>The cosines, in place.</summary>
        public Tensor cos_() => Aten.Change(this, "cos_", this);

        /// <summary>The signs: -1, 0 or 1.</summary>
        public Tensor sign() => Aten.Call("sign", this);

        /// <summary>The signs: -1, 0 or 1, in place.</summary>
        public Tensor sign_() => Aten.Change(this, "sign_", this);

        /// <summary>The negatives.</summary>
        public Tensor neg() => Aten.Call("neg", this);

        /// <summary>The negatives, in place.</summary>
        public Tensor neg_() => Aten.Change(this, "neg_", this);

        /// <summary>One over the numbers.</summary>
        public Tensor reciprocal() => Aten.Call("reciprocal", this);

        /// <summary>One over the numbers, in place.</summary>
        public Tensor reciprocal_() => Aten.Change(this, "reciprocal_", this);

        /// <summary>The next integers below.</summary>
        public Tensor floor() => Aten.Call("floor", this);

        /// <summary>The next integers below, in place.</summary>
        public Tensor floor_() => Aten.Change(this, "floor_", this);

        /// <summary>The next integers above.</summary>
        public Tensor ceil() => Aten.Call("ceil", this);

        /// <summary>The next integers above, in place.</summary>
        public Tensor ceil_() => Aten.Change(this, "ceil_", this);

        /// <summary>The integers towards zero.</summary>
        public Tensor trunc() => Aten.Call("trunc", this);

        /// <summary>The integers towards zero, in place.</summary>
        public Tensor trunc_() => Aten.Change(this, "trunc_", this);

        /// <summary>What is beyond the integers towards zero.</summary>
        public Tensor frac() => Aten.Call("frac", this);

        /// <summary>What is beyond the integers towards zero, in place.</summary>
        public Tensor frac_() => Aten.Change(this, "frac_", this);

        /// <summary>The hyperbolic tangents.</summary>
        public Tensor tanh() => Aten.Call("tanh", this);

        /// <summary>The hyperbolic tangents, in place.</summary>
        public Tensor tanh_() => Aten.Change(this, "tanh_", this);

        /// <summary>The logistic function.</summary>
        public Tensor sigmoid() => Aten.Call("sigmoid", this);

        /// <summary>The logistic function, in place.</summary>
        public Tensor sigmoid_() => Aten.Change(this, "sigmoid_", this);
    }
}
