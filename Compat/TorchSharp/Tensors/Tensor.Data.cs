// SPDX-License-Identifier: Apache-2.0

using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The bytes of a tensor whose numbers lie one after the other; valid as long as the tensor.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var total = NumberOfElements * ElementSize;
                if (total > int.MaxValue)
                {
                    throw new NotImplementedException("Span only supports up to int.MaxValue elements.");
                }

                if (!is_contiguous())
                {
                    throw new NotImplementedException("Bytes() called on non-contiguous tensor.");
                }

                return new Span<byte>((void*)Data, (int)total);
            }

            set
            {
                if (value.Length != NumberOfElements * ElementSize)
                {
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                }

                value.CopyTo(bytes);
            }
        }

        /// <summary>The address of the first number; null for none.</summary>
        internal nint Data
        {
            get
            {
                var data = Native.torch_shim_data(Handle);
                return data != 0 || NumberOfElements == 0 ? data : throw Native.Failure();
            }
        }

        /// <summary>The numbers as an array that can be read and written.</summary>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(this);
        }

        /// <summary>The only number.</summary>
        public T item<T>()
            where T : unmanaged =>
            NumberOfElements == 1
                ? data<T>()[0]
                : throw new ArgumentException("Number of elements in the tensor must be 1");

        /// <summary>The only number.</summary>
        public Scalar ToScalar()
        {
            var value = Aten.Number("item", this);
            return new Scalar(value.Kind, value.Bits);
        }

        /// <summary>Writes the tensor to a file of libtorch's own format.</summary>
        public void save(string location) => Native.Check(Native.torch_shim_save(Handle, location));

        /// <summary>Reads a tensor from a file of libtorch's own format.</summary>
        public static Tensor load(string location) => new(Native.Check(Native.torch_shim_load(location)));

        internal void ValidateType(Type type)
        {
            if (ScalarTypes.Of(type) != dtype)
            {
                throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
            }
        }
    }
}
