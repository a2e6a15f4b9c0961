// SPDX-License-Identifier: Apache-2.0

using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>A tensor that a module learns.</summary>
    public class Parameter : torch.Tensor
    {
        /// <summary>Takes the tensor's place, in its scope too; the tensor is invalid then.</summary>
        public Parameter(torch.Tensor data, bool requires_grad = true)
            : base(Take(data, requires_grad), register: false) => DisposeScope.Replace(data, this);

        private static nint Take(torch.Tensor data, bool requires_grad) =>
            data.with_requires_grad(requires_grad).DecoupleFromNativeHandle();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A tensor that a module learns; it takes the place of the one given.</summary>
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
