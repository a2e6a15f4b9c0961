// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>True where the numbers are equal.</summary>
        public Tensor eq(Tensor target) => Aten.Call("eq.Tensor", this, target);

        /// <summary>True where the numbers are equal.</summary>
        public Tensor eq(Scalar target) => Aten.Call("eq.Scalar", this, target);

        /// <summary>True where the numbers are different.</summary>
        public Tensor ne(Tensor target) => Aten.Call("ne.Tensor", this, target);

        /// <summary>True where the numbers are different.</summary>
        public Tensor ne(Scalar target) => Aten.Call("ne.Scalar", this, target);

        /// <summary>True where a number is less.</summary>
        public Tensor lt(Tensor target) => Aten.Call("lt.Tensor", this, target);

        /// <summary>True where a number is less.</summary>
        public Tensor lt(Scalar target) => Aten.Call("lt.Scalar", this, target);

        /// <summary>True where a number is less or equal.</summary>
        public Tensor le(Tensor target) => Aten.Call("le.Tensor", this, target);

        /// <summary>True where a number is less or equal.</summary>
        public Tensor le(Scalar target) => Aten.Call("le.Scalar", this, target);

        /// <summary>True where a number is greater.</summary>
        public Tensor gt(Tensor target) => Aten.Call("gt.Tensor", this, target);

        /// <summary>True where a number is greater.</summary>
        public Tensor gt(Scalar target) => Aten.Call("gt.Scalar", this, target);

        /// <summary>True where a number is greater or equal.</summary>
        public Tensor ge(Tensor target) => Aten.Call("ge.Tensor", this, target);

        /// <summary>True where a number is greater or equal.</summary>
        public Tensor ge(Scalar target) => Aten.Call("ge.Scalar", this, target);

        /// <summary>True where both are true.</summary>
        public Tensor logical_and(Tensor other) => Aten.Call("logical_and", this, other);

        /// <summary>True where both are true, in place.</summary>
        public Tensor logical_and_(Tensor other) => Aten.Change(this, "logical_and_", this, other);

        /// <summary>One in the bits where both are one.</summary>
        public Tensor bitwise_and(Tensor other) => Aten.Call("bitwise_and.Tensor", this, other);

        /// <summary>True where one is true.</summary>
        public Tensor logical_or(Tensor other) => Aten.Call("logical_or", this, other);

        /// <summary>True where one is true, in place.</summary>
        public Tensor logical_or_(Tensor other) => Aten.Change(this, "logical_or_", this, other);

        /// <summary>One in the bits where one is one.</summary>
        public Tensor bitwise_or(Tensor other) => Aten.Call("bitwise_or.Tensor", this, other);

        /// <summary>True where only one is true.</summary>
        public Tensor logical_xor(Tensor other) => Aten.Call("logical_xor", this, other);

        /// <summary>True where only one is true, in place.</summary>
        public Tensor logical_xor_(Tensor other) => Aten.Change(this, "logical_xor_", this, other);

        /// <summary>One in the bits where only one is one.</summary>
        public Tensor bitwise_xor(Tensor other) => Aten.Call("bitwise_xor.Tensor", this, other);

        /// <summary>The numbers shifted up by bits.</summary>
        public Tensor bitwise_left_shift(Tensor other) => Aten.Call("bitwise_left_shift.Tensor", this, other);

        /// <summary>The numbers shifted down by bits.</summary>
        public Tensor bitwise_right_shift(Tensor other) => Aten.Call("bitwise_right_shift.Tensor", this, other);

        /// <summary>True where the numbers are equal.</summary>
        public Tensor equal(Tensor target) => eq(target);

        /// <summary>True if all numbers are close.</summary>
        public bool allclose(Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
            Aten.Truth("allclose", this, target, rtol, atol, equal_nan);

        /// <summary>True where numbers are close.</summary>
        public Tensor isclose(Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) =>
            Aten.Call("isclose", this, other, rtol, atol, nanEqual);

        /// <summary>The greater of each two numbers.</summary>
        public Tensor maximum(Tensor other) => Aten.Call("maximum", this, other);

        /// <summary>The less of each two numbers.</summary>
        public Tensor minimum(Tensor other) => Aten.Call("minimum", this, other);

        /// <summary>The greater of each two numbers.</summary>
        public Tensor max(Tensor other) => maximum(other);

        /// <summary>The less of each two numbers.</summary>
        public Tensor min(Tensor other) => minimum(other);

        /// <summary>These numbers where a condition holds, else others.</summary>
        public Tensor where(Tensor condition, Tensor y) => Aten.Call("where.self", condition, this, y);
    }
}
