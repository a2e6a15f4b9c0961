// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The absolute values.</summary>
    public static Tensor abs(Tensor input) => input.abs();

    /// <summary>The next integers above.</summary>
    public static Tensor ceil(Tensor input) => input.ceil();

    /// <summary>e to the power of the numbers.</summary>
    public static Tensor exp(Tensor input) => input.exp();

    /// <summary>The next integers below.</summary>
    public static Tensor floor(Tensor input) => input.floor();

    /// <summary>The natural logarithms.</summary>
    public static Tensor log(Tensor input) => input.log();

    /// <summary>The logarithms to base 2.</summary>
    public static Tensor log2(Tensor input) => input.log2();

    /// <summary>The negatives.</summary>
    public static Tensor neg(Tensor input) => input.neg();

    /// <summary>One over the square roots.</summary>
    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    /// <summary>The logistic function.</summary>
    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    /// <summary>The signs: -1, 0 or 1.</summary>
    public static Tensor sign(Tensor input) => input.sign();

    /// <summary>The square roots.</summary>
    public static Tensor sqrt(Tensor input) => input.sqrt();

    /// <summary>The hyperbolic tangents.</summary>
    public static Tensor tanh(Tensor input) => input.tanh();

    /// <summary>The error function.</summary>
    public static Tensor erf(Tensor input) => input.erf();

    /// <summary>True where a number is zero.</summary>
    public static Tensor logical_not(Tensor input) => input.logical_not();

    /// <summary>The cosines.</summary>
    public static Tensor cos(Tensor input) => input.cos();

    /// <summary>The sines.</summary>
    public static Tensor sin(Tensor input) => input.sin();

    /// <summary>The logarithms to base 10.</summary>
    public static Tensor log10(Tensor input) => input.log10();

    /// <summary>The logarithms of one more.</summary>
    public static Tensor log1p(Tensor input) => input.log1p();

    /// <summary>e to the power of the numbers, less one.</summary>
    public static Tensor expm1(Tensor input) => input.expm1();

    /// <summary>One over the numbers.</summary>
    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    /// <summary>The integers towards zero.</summary>
    public static Tensor trunc(Tensor input) => input.trunc();

    /// <summary>The squares.</summary>
    public static Tensor square(Tensor input) => input.square();

    /// <summary>The nearest numbers with so many decimals, ties to even.</summary>
    public static Tensor round(Tensor input, long decimals = 0) => input.round(decimals);

    /// <summary>The numbers held between bounds.</summary>
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    /// <summary>The numbers held between bounds.</summary>
    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);

    /// <summary>The numbers held between bounds, in place.</summary>
    public static Tensor clamp_(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp_(min, max);

    /// <summary>The sum.</summary>
    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    /// <summary>The difference.</summary>
    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);

    /// <summary>The product.</summary>
    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    /// <summary>The sum, the second times a factor.</summary>
    public static Tensor add(Tensor left, Tensor right, Scalar alpha) => left.add(right, alpha);

    /// <summary>The quotient, rounded if asked for.</summary>
    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.div(right, rounding_mode);

    /// <summary>The numbers to a power.</summary>
    public static Tensor pow(Tensor left, Tensor exponent) => left.pow(exponent);

    /// <summary>The sum.</summary>
    public static Tensor add(Tensor left, Scalar right) => left.add(right);

    /// <summary>The difference.</summary>
    public static Tensor sub(Tensor left, Scalar right) => left.sub(right);

    /// <summary>The product.</summary>
    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);

    /// <summary>The sum, the second times a factor.</summary>
    public static Tensor add(Tensor left, Scalar right, Scalar alpha) => left.add(right, alpha);

    /// <summary>The quotient, rounded if asked for.</summary>
    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) =>
        left.div(right, rounding_mode);

    /// <summary>The numbers to a power.</summary>
    public static Tensor pow(Tensor left, Scalar exponent) => left.pow(exponent);

    /// <summary>Logical and.</summary>
    public static Tensor logical_and(Tensor left, Tensor right) => left.logical_and(right);

    /// <summary>Logical or.</summary>
    public static Tensor logical_or(Tensor left, Tensor right) => left.logical_or(right);

    /// <summary>Logical xor.</summary>
    public static Tensor logical_xor(Tensor left, Tensor right) => left.logical_xor(right);

    /// <summary>True where the numbers are equal.</summary>
    public static Tensor eq(Tensor left, Tensor right) => left.eq(right);

    /// <summary>True where the numbers are different.</summary>
    public static Tensor ne(Tensor left, Tensor right) => left.ne(right);

    /// <summary>True where the first is less.</summary>
    public static Tensor lt(Tensor left, Tensor right) => left.lt(right);

    /// <summary>True where the first is less or equal.</summary>
    public static Tensor le(Tensor left, Tensor right) => left.le(right);

    /// <summary>True where the first is greater.</summary>
    public static Tensor gt(Tensor left, Tensor right) => left.gt(right);

    /// <summary>True where the first is greater or equal.</summary>
    public static Tensor ge(Tensor left, Tensor right) => left.ge(right);

    /// <summary>The greater of each two numbers.</summary>
    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    /// <summary>The less of each two numbers.</summary>
    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    /// <summary>The numbers on their way to another tensor, by weights.</summary>
    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => input.lerp(end, weight);

    /// <summary>True where a number is not a number.</summary>
    public static Tensor isnan(Tensor input) => input.isnan();

    /// <summary>True where a number is finite.</summary>
    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();

    /// <summary>True where a number is infinite.</summary>
    public static Tensor isinf(Tensor tensor) => tensor.isinf();

    /// <summary>True where the numbers are equal.</summary>
    public static Tensor equal(Tensor tensor, Tensor target) => tensor.equal(target);

    /// <summary>True if all numbers are close.</summary>
    public static bool allclose(
        Tensor tensor, Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
        tensor.allclose(target, rtol, atol, equal_nan);

    /// <summary>The product of matrices, vectors or batches of them.</summary>
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    /// <summary>The product of two matrices.</summary>
    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    /// <summary>The products of two batches of matrices.</summary>
    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    /// <summary>The product of a matrix and a vector.</summary>
    public static Tensor mv(Tensor input, Tensor target) => input.mv(target);

    /// <summary>The inner product of two vectors.</summary>
    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);

    /// <summary>A sum of products over the indices that the equation names.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Aten.Call("einsum", equation, tensors);

    /// <summary>Numbers that sum to one along a dimension, in proportion to their exponentials.</summary>
    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

    /// <summary>These numbers where a condition holds, else others.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Aten.Call("where.self", condition, x, y);

    /// <summary>How many numbers there are.</summary>
    public static long numel(Tensor input) => input.numel();
}
