// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a quotient is rounded.</summary>
    public enum RoundingMode
    {
        /// <summary>Not at all.</summary>
        None,

        /// <summary>Towards zero.</summary>
        trunc,

        /// <summary>Down.</summary>
        floor,
    }

    /// <summary>What stands at one place in the brackets that index a tensor.</summary>
    public struct TensorIndex
    {
        /// <summary>All of the dimensions that no other index takes.</summary>
        public static readonly TensorIndex Ellipsis = new(IndexKind.Ellipsis);

        /// <summary>A new dimension of length one.</summary>
        public static readonly TensorIndex None = new(IndexKind.None);

        /// <summary>A new dimension of length one.</summary>
        public static readonly TensorIndex Null = new(IndexKind.None);

        /// <summary>All of a dimension.</summary>
        public static readonly TensorIndex Colon = new(IndexKind.Slice);

        private TensorIndex(IndexKind kind)
        {
            Kind = kind;
        }

        internal enum IndexKind
        {
            None,
            Slice,
            Single,
            Bool,
            Ellipsis,
            Tensor,
        }

        internal IndexKind Kind { get; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal Tensor? Indices { get; private init; }

        /// <summary>One place of a dimension.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>A part of a dimension.</summary>
        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        /// <summary>A part of a dimension.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>One place of a dimension.</summary>
        public static implicit operator TensorIndex(
            Index index) =>
            Single(index.IsFromEnd ? -index.Value : index.Value);

        /// <summary>A part of a dimension.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(IndexKind.Slice) { Start = start, Stop = stop, Step = step };

        /// <summary>A part of a dimension.</summary>
        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        /// <summary>A part of a dimension.</summary>
        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            range.End is { IsFromEnd: true, Value: 0 } ? null
            : range.End.IsFromEnd ? -range.End.Value : range.End.Value);

        /// <summary>A new dimension of length one or zero.</summary>
        public static TensorIndex Bool(bool value) => new(IndexKind.Bool) { Start = value ? 1 : 0 };

        /// <summary>One place of a dimension.</summary>
        public static TensorIndex Single(long? index) => new(IndexKind.Single) { Start = index };

        /// <summary>The places that a tensor of indices or of truth values says.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor) { Indices = tensor };
    }
}
