// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients, and functions with gradients of their own.</summary>
    public static partial class autograd
    {
        /// <summary>The gradients of outputs, weighted, with respect to inputs; the leaves stay as they are.</summary>
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            var (roots, leaves, weights) = (Handles(outputs), Handles(inputs), Handles(grad_outputs));
            var results = new nint[leaves.Length];
            fixed (nint* root = roots, leaf = leaves, weight = weights, result = results)
            {
                Native.Check(Native.torch_shim_gradients(
                    root, roots.Length, leaf, leaves.Length, weight, weights.Length, retain_graph ? 1 : 0,
                    create_graph ? 1 : 0, allow_unused ? 1 : 0, result));
            }

            KeepAlive(outputs, inputs, grad_outputs);
            return Array.ConvertAll(results, result => result == 0 ? null! : new Tensor(result));
        }

        /// <summary>Adds the gradients of tensors, weighted, to the leaves that they came from.</summary>
        public static unsafe void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null,
            bool create_graph = false, IList<Tensor>? inputs = null)
        {
            var (roots, weights, leaves) = (Handles(tensors), Handles(grad_tensors), Handles(inputs));
            fixed (nint* root = roots, weight = weights, leaf = leaves)
            {
                Native.Check(Native.torch_shim_backward(
                    root, roots.Length, weight, weights.Length, retain_graph ?? create_graph ? 1 : 0,
                    create_graph ? 1 : 0, leaf, leaves.Length));
            }

            KeepAlive(tensors, inputs, grad_tensors);
        }

        /// <summary>Adds the gradients of a tensor, weighted, to the leaves that it came from.</summary>
        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>Adds the gradients of a tensor, weighted, to the leaves that it came from.</summary>
        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        internal static nint[] Handles(IEnumerable<Tensor?>? tensors) =>
            tensors?.Select(tensor => tensor is null || tensor.IsInvalid ? 0 : tensor.Handle).ToArray() ?? [];

        private static void KeepAlive(params ReadOnlySpan<object?> things)
        {
            foreach (var thing in things)
            {
                GC.KeepAlive(thing);
            }
        }
    }
}
