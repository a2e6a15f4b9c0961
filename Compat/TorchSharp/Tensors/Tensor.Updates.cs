// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The numbers held between bounds.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.Call("clamp", this, min, max);

        /// <summary>The numbers held between bounds.</summary>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Aten.Call("clamp.Tensor", this, min, max);

        /// <summary>The numbers held between bounds, in place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.Change(this, "clamp_", this, min, max);

        /// <summary>The numbers held between bounds, in place.</summary>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) =>
            Aten.Change(this, "clamp_.Tensor", this, min, max);

        /// <summary>The numbers held between bounds.</summary>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);

        /// <summary>The numbers, none above a bound.</summary>
        public Tensor clamp_max(Scalar max) => Aten.Call("clamp_max", this, max);

        /// <summary>The numbers, none below a bound.</summary>
        public Tensor clamp_min(Scalar min) => Aten.Call("clamp_min", this, min);

        /// <summary>The numbers, none above a bound, in place.</summary>
        public Tensor clamp_max_(Scalar max) => Aten.Change(this, "clamp_max_", this, max);

        /// <summary>The numbers, none below a bound, in place.</summary>
        public Tensor clamp_min_(Scalar min) => Aten.Change(this, "clamp_min_", this, min);

        /// <summary>The numbers plus a factor times a product.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.Call("addcmul", this, tensor1, tensor2, value);

        /// <summary>The numbers plus a factor times a product, in place.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.Change(this, "addcmul_", this, tensor1, tensor2, value);

        /// <summary>The numbers plus a quotient.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Aten.Call("addcdiv", this, tensor1, tensor2);

        /// <summary>The numbers plus a factor times a quotient.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.Call("addcdiv", this, tensor1, tensor2, value);

        /// <summary>The numbers plus a quotient, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Aten.Change(this, "addcdiv_", this, tensor1, tensor2);

        /// <summary>The numbers plus a factor times a quotient, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            Aten.Change(this, "addcdiv_", this, tensor1, tensor2, value);

        /// <summary>The numbers on their way to another tensor, by weights.</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Aten.Call("lerp.Tensor", this, end, weight);

        /// <summary>The numbers on their way to another tensor, by weights, in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Aten.Change(this, "lerp_.Tensor", this, end, weight);

        /// <summary>Zeros, in place.</summary>
        public Tensor zero_() => Aten.Change(this, "zero_", this);

        /// <summary>One number everywhere, in place.</summary>
        public Tensor fill_(Scalar value) => Aten.Change(this, "fill_.Scalar", this, value);

        /// <summary>Another tensor's numbers, in place.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false) =>
            Aten.Change(this, "copy_", this, source, nonBlocking);

        /// <summary>Numbers drawn evenly from an interval, in place.</summary>
        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Aten.Change(this, "uniform_", this, from, to, generator);

        /// <summary>Numbers drawn from a normal distribution, in place.</summary>
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Aten.Change(this, "normal_", this, mean, std, generator);

        /// <summary>Ones with a probability, else zeros, in place.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) =>
            Aten.Change(this, "bernoulli_.float", this, p, generator);

        /// <summary>Ones with the probabilities that the numbers are, else zeros.</summary>
        public Tensor bernoulli(Generator? generator = null) => Aten.Call("bernoulli", this, generator);

        /// <summary>Integers drawn evenly from an interval without its end, in place.</summary>
        public Tensor random_(double from, double to, Generator? generator = null) =>
            Aten.Change(this, "random_.from", this, (long)from, (long)to, generator);

        /// <summary>Indices drawn in proportion to the numbers.</summary>
        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Aten.Call("multinomial", this, num_samples, replacement, generator);

        /// <summary>The product of matrices, vectors or batches of them.</summary>
        public Tensor matmul(Tensor target) => Aten.Call("matmul", this, target);

        /// <summary>The product of two matrices.</summary>
        public Tensor mm(Tensor target) => Aten.Call("mm", this, target);

        /// <summary>The products of two batches of matrices.</summary>
        public Tensor bmm(Tensor batch2) => Aten.Call("bmm", this, batch2);

        /// <summary>The product of a matrix and a vector.</summary>
        public Tensor mv(Tensor target) => Aten.Call("mv", this, target);

        /// <summary>The inner product of two vectors.</summary>
        public Tensor dot(Tensor target) => Aten.Call("dot", this, target);

        /// <summary>The outer product of two vectors.</summary>
        public Tensor outer(Tensor vec2) => Aten.Call("outer", this, vec2);

        /// <summary>A matrix plus a product of two.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Aten.Call("addmm", this, mat1, mat2, (Scalar)beta, (Scalar)alpha);
    }
}
