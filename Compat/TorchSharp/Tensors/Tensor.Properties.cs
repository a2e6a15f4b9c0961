// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The number of dimensions.</summary>
        public long Dimensions => Native.torch_shim_dim(Handle);

        /// <summary>The number of dimensions.</summary>
        public long ndim => Dimensions;

        /// <summary>The number of numbers.</summary>
        public long NumberOfElements => Native.torch_shim_numel(Handle);

        /// <summary>The bytes of one number.</summary>
        public long ElementSize => dtype.ElementSize();

        /// <summary>The type of the numbers.</summary>
        public ScalarType dtype => (ScalarType)Native.torch_shim_dtype(Handle);

        /// <summary>Where the numbers are.</summary>
        public Device device => CPU;

        /// <summary>What kind of device the numbers are on.</summary>
        public DeviceType device_type => DeviceType.CPU;

        /// <summary>Which of the devices of its kind has the numbers.</summary>
        public int device_index => -1;

        /// <summary>True on a CUDA device.</summary>
        public bool is_cuda => false;

        /// <summary>True if there are no numbers, only a shape.</summary>
        public bool is_meta => false;

        /// <summary>The length of each dimension.</summary>
        public long[] shape => size();

        /// <summary>The tensor with its dimensions in reverse order.</summary>
        public Tensor T => Aten.Call("numpy_T", this);

        /// <summary>The tensor with its last two dimensions exchanged.</summary>
        public Tensor mT => Aten.Call("mT", this);

        /// <summary>The number of dimensions.</summary>
        public long dim() => Dimensions;

        /// <summary>The number of numbers.</summary>
        public long numel() => NumberOfElements;

        /// <summary>The bytes of one number.</summary>
        public long element_size() => ElementSize;

        /// <summary>The length of each dimension.</summary>
        public unsafe long[] size()
        {
            var sizes = new long[Dimensions];
            fixed (long* at = sizes)
            {
                Native.Check(Native.torch_shim_sizes(Handle, at));
            }

            return sizes;
        }

        /// <summary>The length of one dimension; negative ones count from the end.</summary>
        public long size(int dim)
        {
            var sizes = size();
            return sizes[dim < 0 ? dim + sizes.Length : dim];
        }

        /// <summary>For each dimension the distance between neighbours, in numbers.</summary>
        public unsafe long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* at = strides)
            {
                Native.Check(Native.torch_shim_strides(Handle, at));
            }

            return strides;
        }

        /// <summary>The distance between neighbours in one dimension, in numbers.</summary>
        public long stride(int dim)
        {
            var strides = stride();
            return strides[dim < 0 ? dim + strides.Length : dim];
        }

        /// <summary>Where in its storage the tensor begins, in numbers.</summary>
        public long storage_offset() => Native.torch_shim_storage_offset(Handle);

        /// <summary>True if the numbers lie one after the other, the last dimension fastest.</summary>
        public bool is_contiguous() => Native.torch_shim_is_contiguous(Handle) != 0;

        /// <summary>True in main memory.</summary>
        public bool is_cpu() => true;

        /// <summary>True for integers and truth values.</summary>
        public bool is_integral() => dtype.IsIntegral();

        /// <summary>True for floating-point numbers.</summary>
        public bool is_floating_point() => dtype.IsFloatingPoint();

        /// <summary>True for complex numbers.</summary>
        public bool is_complex() => dtype.IsComplex();

        /// <summary>True if the only number is not zero.</summary>
        public bool is_nonzero() => numel() == 1
            ? Aten.Truth("is_nonzero", this)
            : throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");
    }
}
