// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum.</summary>
        public Tensor add(Tensor target) => Aten.Call("add.Tensor", this, target);

        /// <summary>The sum, in place.</summary>
        public Tensor add_(Tensor target) => Aten.Change(this, "add_.Tensor", this, target);

        /// <summary>The sum.</summary>
        public Tensor add(Scalar scalar) => Aten.Call("add.Scalar", this, scalar);

        /// <summary>The sum, in place.</summary>
        public Tensor add_(Scalar scalar) => Aten.Change(this, "add_.Scalar", this, scalar);

        /// <summary>The sum, the second times a factor.</summary>
        public Tensor add(Tensor target, Scalar alpha) => Aten.Call("add.Tensor", this, target, alpha);

        /// <summary>The sum, the second times a factor, in place.</summary>
        public Tensor add_(Tensor target, Scalar alpha) => Aten.Change(this, "add_.Tensor", this, target, alpha);

        /// <summary>The sum, the second times a factor.</summary>
        public Tensor add(Scalar scalar, Scalar alpha) => Aten.Call("add.Scalar", this, scalar, alpha);

        /// <summary>The sum, the second times a factor, in place.</summary>
        public Tensor add_(Scalar scalar, Scalar alpha) => Aten.Change(this, "add_.Scalar", this, scalar, alpha);

        /// <summary>The difference.</summary>
        public Tensor sub(Tensor target) => Aten.Call("sub.Tensor", this, target);

        /// <summary>The difference, in place.</summary>
        public Tensor sub_(Tensor target) => Aten.Change(this, "sub_.Tensor", this, target);

        /// <summary>The difference.</summary>
        public Tensor sub(Scalar target) => Aten.Call("sub.Scalar", this, target);

        /// <summary>The difference, in place.</summary>
        public Tensor sub_(Scalar target) => Aten.Change(this, "sub_.Scalar", this, target);

        /// <summary>The product.</summary>
        public Tensor mul(Tensor target) => Aten.Call("mul.Tensor", this, target);

        /// <summary>The product, in place.</summary>
        public Tensor mul_(Tensor target) => Aten.Change(this, "mul_.Tensor", this, target);

        /// <summary>The product.</summary>
        public Tensor mul(Scalar target) => Aten.Call("mul.Scalar", this, target);

        /// <summary>The product, in place.</summary>
        public Tensor mul_(Scalar target) => Aten.Change(this, "mul_.Scalar", this, target);

        /// <summary>The quotient, rounded if asked for.</summary>
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.Call("div.Tensor", this, target)
                : Aten.Call("div.Tensor_mode", this, target, rounding_mode.ToString());

        /// <summary>The quotient, rounded if asked for, in place.</summary>
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.Change(this, "div_.Tensor", this, target)
                : Aten.Change(this, "div_.Tensor_mode", this, target, rounding_mode.ToString());

        /// <summary>The quotient, rounded if asked for.</summary>
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.Call("div.Scalar", this, target)
                : Aten.Call("div.Scalar_mode", this, target, rounding_mode.ToString());

        /// <summary>The quotient, rounded if asked for, in place.</summary>
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            rounding_mode == RoundingMode.None
                ? Aten.Change(this, "div_.Scalar", this, target)
                : Aten.Change(this, "div_.Scalar_mode", this, target, rounding_mode.ToString());

        /// <summary>What is left of a division, with the sign of the divisor.</summary>
        public Tensor remainder(Tensor target) => Aten.Call("remainder.Tensor", this, target);

        /// <summary>What is left of a division, with the sign of the divisor, in place.</summary>
        public Tensor remainder_(Tensor target) => Aten.Change(this, "remainder_.Tensor", this, target);

        /// <summary>What is left of a division, with the sign of the dividend.</summary>
        public Tensor fmod(Tensor target) => Aten.Call("fmod.Tensor", this, target);

        /// <summary>What is left of a division, with the sign of the divisor.</summary>
        public Tensor remainder(Scalar scalar) => Aten.Call("remainder.Scalar", this, scalar);

        /// <summary>What is left of a division, with the sign of the divisor, in place.</summary>
        public Tensor remainder_(Scalar scalar) => Aten.Change(this, "remainder_.Scalar", this, scalar);

        /// <summary>What is left of a division, with the sign of the dividend.</summary>
        public Tensor fmod(Scalar scalar) => Aten.Call("fmod.Scalar", this, scalar);

        /// <summary>The quotient rounded down.</summary>
        public Tensor floor_divide(Tensor other) => Aten.Call("floor_divide", this, other);

        /// <summary>The quotient rounded down.</summary>
        public Tensor floor_divide(Scalar other) => Aten.Call("floor_divide.Scalar", this, other);

        /// <summary>The numbers to a power.</summary>
        public Tensor pow(Tensor exponent) => Aten.Call("pow.Tensor_Tensor", this, exponent);

        /// <summary>The numbers to a power, in place.</summary>
        public Tensor pow_(Tensor exponent) => Aten.Change(this, "pow_.Tensor", this, exponent);

        /// <summary>The numbers to a power.</summary>
        public Tensor pow(Scalar exponent) => Aten.Call("pow.Tensor_Scalar", this, exponent);

        /// <summary>The numbers to a power, in place.</summary>
        public Tensor pow_(Scalar exponent) => Aten.Change(this, "pow_.Scalar", this, exponent);
    }
}
