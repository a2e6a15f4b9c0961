// SPDX-License-Identifier: Apache-2.0

using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>The numbers, or zero where they are less.</summary>
    public sealed class ReLU : ParameterLessModule<Tensor, Tensor>
    {
        internal ReLU(bool inplace)
            : base(nameof(ReLU)) => this.inplace = inplace;

        /// <summary>True if the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => inplace ? tensor.relu_().alias() : tensor.relu();
    }

    /// <summary>The numbers held between 0 and 6.</summary>
    public sealed class ReLU6 : ParameterLessModule<Tensor, Tensor>
    {
        internal ReLU6(bool inplace)
            : base(nameof(ReLU6)) => this.inplace = inplace;

        /// <summary>True if the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => inplace ? tensor.relu6_().alias() : tensor.relu6();
    }

    /// <summary>The hyperbolic tangents.</summary>
    public sealed class Tanh : ParameterLessModule<Tensor, Tensor>
    {
        internal Tanh(bool inplace)
            : base(nameof(Tanh)) => this.inplace = inplace;

        /// <summary>True if the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => inplace ? tensor.tanh_().alias() : tensor.tanh();
    }

    /// <summary>The logistic function.</summary>
    public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal Sigmoid(bool inplace)
            : base(nameof(Sigmoid)) => this.inplace = inplace;

        /// <summary>True if the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => inplace ? tensor.sigmoid_().alias() : tensor.sigmoid();
    }

    /// <summary>The numbers times their logistic function.</summary>
    public sealed class SiLU : ParameterLessModule<Tensor, Tensor>
    {
        internal SiLU(bool inplace)
            : base(nameof(SiLU)) => this.inplace = inplace;

        /// <summary>True if the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => inplace ? tensor.silu_().alias() : tensor.silu();
    }

    /// <summary>The numbers times the normal distribution below them.</summary>
    public sealed class GELU : ParameterLessModule<Tensor, Tensor>
    {
        internal GELU(Approximate approximate, bool inplace)
            : base(nameof(GELU)) => (this.approximate, this.inplace) = (approximate, inplace);

        /// <summary>How the normal distribution is computed.</summary>
        public enum Approximate
        {
            /// <summary>By the error function.</summary>
            none,

            /// <summary>By way of tanh.</summary>
            tanh,
        }

        /// <summary>How the normal distribution is computed.</summary>
        public Approximate approximate { get; set; }

        /// <summary>True if the input is overwritten.</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => functional.gelu(tensor, approximate, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The numbers, or zero where they are less.</summary>
            public static ReLU ReLU(bool inplace = false) => new(inplace);

            /// <summary>The numbers held between 0 and 6.</summary>
            public static ReLU6 ReLU6(bool inplace = false) => new(inplace);

            /// <summary>The hyperbolic tangents.</summary>
            public static Tanh Tanh() => new(false);

            /// <summary>The hyperbolic tangents.</summary>
            public static Tanh Tanh(bool inplace = false) => new(inplace);

            /// <summary>The logistic function.</summary>
            public static Sigmoid Sigmoid() => new(false);

            /// <summary>The logistic function.</summary>
            public static Sigmoid Sigmoid(bool inplace) => new(inplace);

            /// <summary>The numbers times their logistic function.</summary>
            public static SiLU SiLU() => new(false);

            /// <summary>The numbers times their logistic function.</summary>
            public static SiLU SiLU(bool inplace) => new(inplace);

            /// <summary>The numbers times the normal distribution below them.</summary>
            public static GELU GELU() => new(Modules.GELU.Approximate.none, false);

            /// <summary>The numbers times the normal distribution below them.</summary>
            public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

            /// <summary>The numbers times the normal distribution below them.</summary>
            public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);
        }
    }
}
