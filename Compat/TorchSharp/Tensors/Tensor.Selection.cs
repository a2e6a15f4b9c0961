// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A part of a dimension.</summary>
        public Tensor slice(long dim, long start, long finish, long step) =>
            Aten.Call("slice.Tensor", this, dim, start, finish, step);

        /// <summary>A part of a dimension.</summary>
        public Tensor narrow(long dim, long start, long length) => Aten.Call("narrow", this, dim, start, length);

        /// <summary>One slice along a dimension.</summary>
        public Tensor select(long dim, long index) => Aten.Call("select.int", this, dim, index);

        /// <summary>The slices with the indices given.</summary>
        public Tensor index_select(long dim, Tensor index) => Aten.Call("index_select", this, dim, index);

        /// <summary>Slices added at the indices given.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Aten.Call("index_add", this, dim, index, source, alpha);

        /// <summary>Slices added at the indices given, in place.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Aten.Change(this, "index_add_", this, dim, index, source, alpha);

        /// <summary>Slices copied to the indices given, in place.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) =>
            Aten.Change(this, "index_copy_", this, dim, index, source);

        /// <summary>The numbers whose index in one dimension another tensor says.</summary>
        public Tensor gather(long dim, Tensor index) => Aten.Call("gather", this, dim, index);

        /// <summary>Numbers put where another tensor says.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.Call("scatter.src", this, dim, index, src);

        /// <summary>Numbers put where another tensor says, in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) =>
            Aten.Change(this, "scatter_.src", this, dim, index, src);

        /// <summary>Numbers added where another tensor says.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) =>
            Aten.Call("scatter_add", this, dim, index, src);

        /// <summary>Numbers added where another tensor says, in place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) =>
            Aten.Change(this, "scatter_add_", this, dim, index, src);

        /// <summary>The numbers at places in the order of indices.</summary>
        public Tensor take(Tensor index) => Aten.Call("take", this, index);

        /// <summary>A number where a mask is true.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.Call("masked_fill.Scalar", this, mask, value);

        /// <summary>A number where a mask is true, in place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) =>
            Aten.Change(this, "masked_fill_.Scalar", this, mask, value);

        /// <summary>The numbers where a mask is true.</summary>
        public Tensor masked_select(Tensor mask) => Aten.Call("masked_select", this, mask);

        /// <summary>The indices of the numbers that are not zero.</summary>
        public Tensor nonzero() => Aten.Call("nonzero", this);
    }
}
