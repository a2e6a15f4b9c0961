// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>True if gradients flow into the tensor.</summary>
        public bool requires_grad
        {
            get => Native.torch_shim_requires_grad(Handle) != 0;
            set => Native.Check(Native.torch_shim_set_requires_grad(Handle, value ? 1 : 0));
        }

        /// <summary>True if no operation of the graph made the tensor.</summary>
        public bool is_leaf => Native.torch_shim_is_leaf(Handle) != 0;

        /// <summary>The gradient that backward passes have added up, or null; each read is a new object.</summary>
        public Tensor? grad
        {
            get
            {
                var gradient = Native.torch_shim_grad(Handle);
                return gradient == 0 ? null : new Tensor(gradient);
            }

            set => Native.Check(Native.torch_shim_set_grad(Handle, value is null ? 0 : value.Handle));
        }

        /// <summary>Says whether gradients flow into the tensor.</summary>
        public Tensor requires_grad_(bool requires_grad = true) => with_requires_grad(requires_grad);

        /// <summary>Says whether gradients flow into the tensor.</summary>
        public Tensor with_requires_grad(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Keeps the gradient of a tensor that is not a leaf too.</summary>
        public void retain_grad() => Native.Check(Native.torch_shim_retain_grad(Handle));

        /// <summary>Adds the gradient of this number to the leaves that it came from.</summary>
        public void backward() => autograd.backward([this]);

        /// <summary>Adds the gradients of this tensor, weighted, to the leaves that it came from.</summary>
        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors!, retain_graph, create_graph, inputs!);

        /// <summary>The same numbers outside the graph.</summary>
        public Tensor detach() => Aten.Call("detach", this);

        /// <summary>Takes the tensor out of the graph.</summary>
        public Tensor detach_() => Aten.Change(this, "detach_", this);
    }
}
