// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same numbers under another shape, without a copy.</summary>
        public Tensor view(params long[] shape) => Aten.Call("view", this, shape);

        /// <summary>The same numbers under the shape of another tensor, without a copy.</summary>
        public Tensor view_as(Tensor other) => view(other.shape);

        /// <summary>The same numbers under another shape.</summary>
        public Tensor reshape(params long[] shape) => Aten.Call("reshape", this, shape);

        /// <summary>The tensor with some dimensions made one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) =>
            Aten.Call("flatten.using_ints", this, start_dim, end_dim);

        /// <summary>The tensor with one dimension made several.</summary>
        public Tensor unflatten(long dim, params long[] sizes) => Aten.Call("unflatten.int", this, dim, sizes);

        /// <summary>The tensor with two dimensions exchanged.</summary>
        public Tensor transpose(long dim0, long dim1) => Aten.Call("transpose.int", this, dim0, dim1);

        /// <summary>The tensor with two dimensions exchanged, in place.</summary>
        public Tensor transpose_(long dim0, long dim1) => Aten.Change(this, "transpose_", this, dim0, dim1);

        /// <summary>The tensor with its dimensions in another order.</summary>
        public Tensor permute(params long[] permutation) => Aten.Call("permute", this, permutation);

        /// <summary>The tensor with its dimensions in another order.</summary>
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        /// <summary>The transpose of a matrix.</summary>
        public Tensor t() => Aten.Call("t", this);

        /// <summary>The tensor without dimensions of length one.</summary>
        public Tensor squeeze(long? dim = null) =>
            dim is { } one ? Aten.Call("squeeze.dim", this, one) : Aten.Call("squeeze", this);

        /// <summary>The tensor with one more dimension of length one.</summary>
        public Tensor unsqueeze(long dim) => Aten.Call("unsqueeze", this, dim);

        /// <summary>The tensor with one more dimension of length one, in place.</summary>
        public Tensor unsqueeze_(long dim) => Aten.Change(this, "unsqueeze_", this, dim);

        /// <summary>The tensor repeated along dimensions of length one, without a copy; -1 keeps a length.</summary>
        public Tensor expand(params long[] sizes) => Aten.Call("expand", this, sizes);

        /// <summary>The tensor repeated along dimensions of length one, without a copy; -1 keeps a length.</summary>
        public Tensor expand(long[] sizes, bool isImplicit = false) => Aten.Call("expand", this, sizes, isImplicit);

        /// <summary>The tensor repeated to the shape of another, without a copy.</summary>
        public Tensor expand_as(Tensor other) => expand(other.shape);

        /// <summary>The tensor repeated to a shape, without a copy.</summary>
        public Tensor broadcast_to(params long[] shape) => Aten.Call("broadcast_to", this, shape);

        /// <summary>The tensor so many times along each dimension.</summary>
        public Tensor repeat(params long[] sizes) => Aten.Call("repeat", this, sizes);

        /// <summary>Each part of the tensor so many times.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.Call("repeat_interleave.self_int", this, repeats, dim, output_size);

        /// <summary>The tensor with its numbers one after the other in memory.</summary>
        public Tensor contiguous() => Aten.Call("contiguous", this);

        /// <summary>A copy, which takes part in the graph.</summary>
        public Tensor clone() => Aten.Call("clone", this);

        /// <summary>Another tensor over the same numbers.</summary>
        public Tensor alias() => Aten.Call("alias", this);

        /// <summary>The tensor with dimensions in reverse.</summary>
        public Tensor flip(params long[] dims) => Aten.Call("flip", this, dims);

        /// <summary>The tensor turned round along dimensions.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Aten.Call("roll", this, shifts, dims);

        /// <summary>The tensor turned round.</summary>
        public Tensor roll(long shifts, long? dims = null) =>
            Aten.Call(
                "roll", this, new long[] { shifts }, dims is { } dim ? new long[] { dim } : System.Array.Empty<long>());

        /// <summary>Windows of a dimension as a new one.</summary>
        public Tensor unfold(long dimension, long size, long step) => Aten.Call("unfold", this, dimension, size, step);

        /// <summary>What is on and below a diagonal.</summary>
        public Tensor tril(long diagonal = 0) => Aten.Call("tril", this, diagonal);

        /// <summary>What is on and above a diagonal.</summary>
        public Tensor triu(long diagonal = 0) => Aten.Call("triu", this, diagonal);

        /// <summary>What is on and below a diagonal, in place.</summary>
        public Tensor tril_(long diagonal = 0) => Aten.Change(this, "tril_", this, diagonal);

        /// <summary>What is on and above a diagonal, in place.</summary>
        public Tensor triu_(long diagonal = 0) => Aten.Change(this, "triu_", this, diagonal);

        /// <summary>A diagonal.</summary>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) =>
            Aten.Call("diagonal", this, offset, dim1, dim2);

        /// <summary>The parts of a length along a dimension.</summary>
        public Tensor[] split(long size, int dim = 0) => Aten.List("split.Tensor", this, size, (long)dim);

        /// <summary>The parts of the lengths given along a dimension.</summary>
        public Tensor[] split(long[] sizes, long dim = 0) => Aten.List("split_with_sizes", this, sizes, dim);

        /// <summary>The parts of the lengths given along the first dimension.</summary>
        public Tensor[] split(params long[] sizes) => Aten.List("split_with_sizes", this, sizes);

        /// <summary>So many parts along a dimension.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => Aten.List("chunk", this, chunks, dim);

        /// <summary>The slices along a dimension.</summary>
        public Tensor[] unbind(long dimension = 0) => Aten.List("unbind.int", this, dimension);
    }
}
