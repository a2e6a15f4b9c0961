// SPDX-License-Identifier: Apache-2.0

using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>A normalisation over the last dimensions.</summary>
    public sealed class LayerNorm : Module<Tensor, Tensor>
    {
        [Utils.ComponentName(Name = nameof(bias))]
        private Parameter? _bias;

        [Utils.ComponentName(Name = nameof(weight))]
        private Parameter? _weight;

        internal LayerNorm(
            long[] normalized_shape, double eps, bool elementwise_affine, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(LayerNorm))
        {
            (this.normalized_shape, this.eps, this.elementwise_affine) = (normalized_shape, eps, elementwise_affine);
            if (elementwise_affine)
            {
                weight = Parameter(empty(normalized_shape, dtype, device));
                if (bias)
                {
                    this.bias = Parameter(empty(normalized_shape, dtype, device));
                }
            }

            reset_parameters();
        }

        /// <summary>The bias, or null.</summary>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                _bias = (Parameter?)value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(bias), _bias);
            }
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

        /// <summary>The last dimensions.</summary>
        public long[] normalized_shape { get; set; }

        /// <summary>What is added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>True with weight and perhaps bias.</summary>
        public bool elementwise_affine { get; set; }

        /// <summary>Forgets what has been learnt.</summary>
        public void reset_parameters()
        {
            if (elementwise_affine)
            {
                init.ones_(weight);
            }

            if (bias is not null)
            {
                init.zeros_(bias);
            }
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) =>
            functional.layer_norm(tensor, normalized_shape, elementwise_affine ? weight : null, bias, eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A normalisation over the last dimensions.</summary>
            public static LayerNorm LayerNorm(
                long[] normalized_shape, double eps = 1E-05, bool elementwise_affine = true, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            /// <summary>A normalisation over the last dimension.</summary>
            public static LayerNorm LayerNorm(
                long normalized_shape, double eps = 1E-05, bool elementwise_affine = true, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new([normalized_shape], eps, elementwise_affine, bias, device, dtype);
        }
    }
}
