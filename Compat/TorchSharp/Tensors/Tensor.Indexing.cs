// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using static TorchSharp.torch.TensorIndex;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The part that the indices say; without tensors among them it shares the numbers.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The places that tensors of indices or of truth values say.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>One slice of the first dimension.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => this[[i1]] = value;
        }

        /// <summary>One slice of the first two dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => this[[i1, i2]];
            set => this[[i1, i2]] = value;
        }

        /// <summary>One slice of the first three dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => this[[i1, i2, i3]];
            set => this[[i1, i2, i3]] = value;
        }

        /// <summary>One slice of the first four dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => this[[i1, i2, i3, i4]];
            set => this[[i1, i2, i3, i4]] = value;
        }

        /// <summary>One slice of the first dimensions.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Array.ConvertAll(indices, index => Single(index)));
            set => index_put_(value, Array.ConvertAll(indices, index => Single(index)));
        }

        /// <summary>The part that the indices say; without tensors among them it shares the numbers.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var (view, tensors) = View(indices);
            if (tensors is null)
            {
                return view;
            }

            using (view)
            {
                return Aten.Call("index.Tensor", view, Argument.Gaps(tensors));
            }
        }

        /// <summary>The places that tensors of indices or of truth values say.</summary>
        public Tensor index(params Tensor[] indices) => Aten.Call("index.Tensor", this, Argument.Gaps(indices));

        /// <summary>Puts numbers where the indices say.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        /// <summary>Puts one number where the indices say.</summary>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using Tensor number = Aten.Call("scalar_tensor", value, dtype);
            return index_put_(number, indices, false);
        }

        /// <summary>Puts numbers where the tensors say.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        /// <summary>Puts or adds numbers where the tensors say.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Aten.Change(this, "index_put_", this, Argument.Gaps(indices), value, accumulate);

        /// <summary>Puts or adds numbers where the indices say.</summary>
        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var (view, tensors) = View(indices);
            using (view)
            {
                if (tensors is not null)
                {
                    Aten.Change(view, "index_put_", view, Argument.Gaps(tensors), value, accumulate);
                }
                else if (accumulate)
                {
                    view.add_(value);
                }
                else
                {
                    view.copy_(value);
                }
            }

            return this;
        }

        // What the indices that are no tensors leave, and the tensors at their dimensions in that.
        private (Tensor View, Tensor?[]? Tensors) View(TensorIndex[] indices)
        {
            var view = alias();
            var tensors = new List<Tensor?>();
            var taken = indices.Sum(Takes);
            var dim = 0L;
            foreach (var index in indices)
            {
                switch (index.Kind)
                {
                    case IndexKind.Single:
                        Become(ref view, view.select(dim, index.Start ?? 0));
                        break;
                    case IndexKind.Slice:
                        if (index.Start is not null || index.Stop is not null || index.Step is not null)
                        {
                            Become(
                                ref view,
                                Aten.Call("slice.Tensor", view, dim, index.Start, index.Stop, index.Step ?? 1));
                        }

                        ++dim;
                        break;
                    case IndexKind.Ellipsis:
                        dim += ndim - taken;
                        break;
                    case IndexKind.None:
                        Become(ref view, view.unsqueeze(dim++));
                        break;
                    case IndexKind.Bool:
                        Become(ref view, view.unsqueeze(dim));
                        Put(tensors, dim++, torch.tensor(index.Start == 1 ? [0L] : Array.Empty<long>()));
                        break;
                    default:
                        Put(tensors, dim, index.Indices!);
                        dim += Takes(index);
                        break;
                }
            }

            return (view, tensors.Count == 0 ? null : [.. tensors]);
        }

        private static int Takes(TensorIndex index) => index.Kind switch
        {
            IndexKind.Single or IndexKind.Slice => 1,
            IndexKind.Tensor when index.Indices!.dtype is ScalarType.Bool => (int)index.Indices.ndim,
            IndexKind.Tensor => 1,
            _ => 0,
        };

        private static void Become(ref Tensor view, Tensor next)
        {
            view.Dispose();
            view = next;
        }

        private static void Put(List<Tensor?> tensors, long dim, Tensor tensor)
        {
            // A mask counts as so many tensors of indices as it has dimensions, so the list has one place for all.
            var gaps = tensors.OfType<Tensor>().Sum(before => before.dtype is ScalarType.Bool ? before.ndim - 1 : 0);
            while (tensors.Count < dim - gaps)
            {
                tensors.Add(null);
            }

            tensors.Add(tensor);
        }
    }
}
