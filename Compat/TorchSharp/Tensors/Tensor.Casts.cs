// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The negative.</summary>
        public static Tensor operator -(Tensor tensor) => tensor.neg();

        /// <summary>The complement.</summary>
        public static Tensor operator ~(Tensor left) => left.bitwise_not();

        /// <summary>Both.</summary>
        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        /// <summary>Either.</summary>
        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        /// <summary>Only one.</summary>
        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        /// <summary>True where the comparison holds.</summary>
        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(byte value) => torch.tensor(value);

        /// <summary>A tensor of an array.</summary>
        public static implicit operator Tensor(byte[] value) => torch.tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(sbyte value) => torch.tensor(value);

        /// <summary>A tensor of an array.</summary>
        public static implicit operator Tensor(sbyte[] value) => torch.tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(short value) => torch.tensor(value);

        /// <summary>A tensor of an array.</summary>
        public static implicit operator Tensor(short[] value) => torch.tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(int value) => torch.tensor(value);

        /// <summary>A tensor of an array.</summary>
        public static implicit operator Tensor(int[] value) => torch.tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(long value) => torch.tensor(value);

        /// <summary>A tensor of an array.</summary>
        public static implicit operator Tensor(long[] value) => torch.tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(float value) => torch.tensor(value);

        /// <summary>A tensor of an array.</summary>
        public static implicit operator Tensor(float[] value) => torch.tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(double value) => torch.tensor(value);

        /// <summary>A tensor of an array.</summary>
        public static implicit operator Tensor(double[] value) => torch.tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(bool value) => torch.tensor(value);

        /// <summary>A tensor of an array.</summary>
        public static implicit operator Tensor(bool[] value) => torch.tensor(value);

        /// <summary>A tensor of one number.</summary>
        public static implicit operator Tensor(Scalar scalar) => Aten.Call("scalar_tensor", scalar, scalar.Type);

        /// <summary>The only number.</summary>
        public static explicit operator byte(Tensor value) => value.ToByte();

        /// <summary>The only number.</summary>
        public static explicit operator sbyte(Tensor value) => value.ToSByte();

        /// <summary>The only number.</summary>
        public static explicit operator short(Tensor value) => value.ToInt16();

        /// <summary>The only number.</summary>
        public static explicit operator int(Tensor value) => value.ToInt32();

        /// <summary>The only number.</summary>
        public static explicit operator long(Tensor value) => value.ToInt64();

        /// <summary>The only number.</summary>
        public static explicit operator float(Tensor value) => value.ToSingle();

        /// <summary>The only number.</summary>
        public static explicit operator double(Tensor value) => value.ToDouble();

        /// <summary>The only number.</summary>
        public static explicit operator bool(Tensor value) => value.ToBoolean();
    }
}
