// SPDX-License-Identifier: Apache-2.0

using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>A vector for each of so many indices.</summary>
    public sealed class Embedding : Module<Tensor, Tensor>
    {
        private readonly long _padding;
        private readonly double? _maximum;
        private readonly double _norm;
        private readonly bool _scaled;

        [Utils.ComponentName(Name = nameof(weight))]
        private Parameter? _weight;

        internal Embedding(
            Tensor embeddings, bool freeze, long? padding_idx, double? max_norm, double norm_type,
            bool scale_grad_by_freq)
            : base(nameof(Embedding))
        {
            _padding = padding_idx is < 0 and { } fromEnd ? embeddings.shape[0] + fromEnd : padding_idx ?? -1;
            (_maximum, _norm, _scaled) = (max_norm, norm_type, scale_grad_by_freq);
            weight = Parameter(embeddings, !freeze);
        }

        /// <summary>The weight.</summary>
        public Parameter weight
        {
            get => _weight!;
            set
            {
                _weight = (Parameter)value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), _weight);
            }
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input)
        {
            if (_maximum is { } maximum)
            {
                using var quiet = no_grad();
                using var plain = weight.detach();
                Aten.Change(plain, "embedding_renorm_", plain, input.contiguous(), maximum, _norm);
            }

            return Aten.Call("embedding", weight, input, _padding, _scaled);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A vector for each of so many indices, drawn from the normal distribution.</summary>
            public static Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null,
                double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null,
                ScalarType? dtype = null)
            {
                var vectors = randn(num_embeddings, embedding_dims, dtype, device);
                if (padding_idx is { } padding)
                {
                    using var row = vectors[padding];
                    row.zero_();
                }

                return new(vectors, false, padding_idx, max_norm, norm_type, scale_grad_by_freq);
            }

            /// <summary>Vectors that are given.</summary>
            public static Embedding Embedding_from_pretrained(
                Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null,
                double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null,
                ScalarType? dtype = null) =>
                new(
                    embeddings.detach().to(dtype ?? embeddings.dtype), freeze, padding_idx, max_norm, norm_type,
                    scale_grad_by_freq);
        }
    }
}
