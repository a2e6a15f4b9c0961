// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sum.</summary>
        public Tensor sum(ScalarType? type = null) => Aten.Call("sum", this, type);

        /// <summary>The sums along a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        /// <summary>The sums along two dimensions.</summary>
        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) =>
            sum([dim0, dim1], keepdim, type);

        /// <summary>The sums along three dimensions.</summary>
        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            sum([dim0, dim1, dim2], keepdim, type);

        /// <summary>The sums along dimensions.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.Call("sum.dim_IntList", this, dim, keepdim, type);

        /// <summary>The sums along dimensions.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            sum(dim.ToArray(), keepdim, type);

        /// <summary>The mean.</summary>
        public Tensor mean() => Aten.Call("mean", this);

        /// <summary>The means along dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Aten.Call("mean.dim", this, dimensions, keepdim, type);

        /// <summary>The product.</summary>
        public Tensor prod(ScalarType? type = null) => Aten.Call("prod", this, type);

        /// <summary>The products along a dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.Call("prod.dim_int", this, dim, keepdim, type);

        /// <summary>The variance.</summary>
        public Tensor var(bool unbiased = true) => Aten.Call("var", this, unbiased);

        /// <summary>The variance along dimensions.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Cast(Aten.Call("var.dim", this, dimensions, unbiased, keepdim), type);

        /// <summary>The variance along dimensions.</summary>
        public Tensor var(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var(dimensions.ToArray(), unbiased, keepdim, type);

        /// <summary>The variance along a dimension.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim], unbiased, keepdim, type);

        /// <summary>The variance along two dimensions.</summary>
        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            var([dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <summary>The standard deviation.</summary>
        public Tensor std(bool unbiased = true) => Aten.Call("std", this, unbiased);

        /// <summary>The standard deviation along dimensions.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            Cast(Aten.Call("std.dim", this, dimensions, unbiased, keepdim), type);

        /// <summary>The standard deviation along dimensions.</summary>
        public Tensor std(
            ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std(dimensions.ToArray(), unbiased, keepdim, type);

        /// <summary>The standard deviation along a dimension.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim], unbiased, keepdim, type);

        /// <summary>The standard deviation along two dimensions.</summary>
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            std([dim.Item1, dim.Item2], unbiased, keepdim, type);

        /// <summary>The greatest number.</summary>
        public Tensor max() => Aten.Call("max", this);

        /// <summary>The greatest numbers along a dimension and where they are.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) =>
            Aten.Pair("max.dim", this, dim, keepdim);

        /// <summary>Where the greatest number is, in the order of indices.</summary>
        public Tensor argmax() => Aten.Call("argmax", this);

        /// <summary>Where the greatest numbers along a dimension are.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Aten.Call("argmax", this, dim, keepdim);

        /// <summary>The greatest numbers along dimensions.</summary>
        public Tensor amax(params long[] dims) => Aten.Call("amax", this, dims);

        /// <summary>The least number.</summary>
        public Tensor min() => Aten.Call("min", this);

        /// <summary>The least numbers along a dimension and where they are.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) =>
            Aten.Pair("min.dim", this, dim, keepdim);

        /// <summary>Where the least number is, in the order of indices.</summary>
        public Tensor argmin() => Aten.Call("argmin", this);

        /// <summary>Where the least numbers along a dimension are.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Aten.Call("argmin", this, dim, keepdim);

        /// <summary>The least numbers along dimensions.</summary>
        public Tensor amin(params long[] dims) => Aten.Call("amin", this, dims);

        /// <summary>True if all numbers are not zero.</summary>
        public Tensor all() => Aten.Call("all", this);

        /// <summary>True where all numbers are not zero along a dimension.</summary>
        public Tensor all(long dim, bool keepdim = false) => Aten.Call("all.dim", this, dim, keepdim);

        /// <summary>True if any number is not zero.</summary>
        public Tensor any() => Aten.Call("any", this);

        /// <summary>True where any number is not zero along a dimension.</summary>
        public Tensor any(long dim, bool keepdim = false) => Aten.Call("any.dim", this, dim, keepdim);

        /// <summary>The p-norm.</summary>
        public Tensor norm(float p = 2) => Aten.Call("norm.Scalar", this, (Scalar)p);

        /// <summary>The p-norms along a dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2) =>
            Aten.Call("norm.ScalarOpt_dim", this, (Scalar)p, new long[] { dim }, keepdim);

        /// <summary>The sums of the numbers so far along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Aten.Call("cumsum", this, dim, type);

        /// <summary>The k greatest or least numbers along a dimension and where they are.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.Pair("topk", this, (long)k, (long)dim, largest, sorted);

        /// <summary>The numbers in order along a dimension and where they were.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.Pair("sort.stable", this, stable, dim, descending);

        /// <summary>Where the numbers in order along a dimension are.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Aten.Call("argsort", this, dim, descending);

        /// <summary>The median.</summary>
        public Tensor median() => Aten.Call("median", this);

        /// <summary>How often each integer occurs.</summary>
        public Tensor bincount(Tensor? weights, long minlength = 0) => Aten.Call("bincount", this, weights, minlength);

        private static Tensor Cast(
            Tensor tensor, ScalarType? type) =>
            type is { } other ? tensor.to(other, disposeAfter: true) : tensor;
    }
}
