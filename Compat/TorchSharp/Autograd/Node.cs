// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>A managed function's place in the graph; the native node keeps it alive.</summary>
        internal sealed unsafe class Node
        {
            private readonly Func<AutogradContext, List<Tensor>, List<Tensor>> _backward;
            private readonly string _name;
            private readonly bool[] _isTensor;
            private (long[] Shape, ScalarType Type)[] _outputs = [];
            private nint _address;

            internal Node(string name, Func<AutogradContext, List<Tensor>, List<Tensor>> backward, object[] inputs)
            {
                _name = name;
                _backward = backward;
                _isTensor = Array.ConvertAll(inputs, input => input is Tensor { IsInvalid: false });
                Context = new AutogradContext(this);
            }

            internal AutogradContext Context { get; }

            /// <summary>Runs the forward pass and ties its outputs to the inputs.</summary>
            internal List<Tensor> Forward(Func<AutogradContext, object[], List<Tensor>> forward, object[] inputs)
            {
                var tensors = inputs.OfType<Tensor>().Where(tensor => !tensor.IsInvalid).ToList();
                var traced = is_grad_enabled() && tensors.Any(tensor => tensor.requires_grad);
                List<Tensor> outputs;
                using (no_grad())
                {
                    outputs = forward(Context, inputs);
                }

                return Wrap(tensors, outputs, traced);
            }

            /// <summary>Runs the backward pass; the gradients in are the node's own from here on.</summary>
            internal void Backward(ReadOnlySpan<nint> gradients, Span<nint> results)
            {
                var given = new List<Tensor>();
                for (var n = 0; n < gradients.Length; ++n)
                {
                    given.Add(gradients[n] != 0
                        ? new Tensor(gradients[n])
                        : Context.MaterializeGrads && _outputs[n].Shape is { } shape ? zeros(
                            shape, _outputs[n].Type) : null!);
                }

                var all = _backward(Context, given);
                if (all.Count < _isTensor.Length || all.Skip(_isTensor.Length).Any(extra => extra is not null))
                {
                    throw new NotImplementedException(
                        $"Function {_name} returned {all.Count} gradients for {_isTensor.Length} inputs");
                }

                var place = 0;
                for (var n = 0; n < _isTensor.Length; ++n)
                {
                    if (_isTensor[n])
                    {
                        results[place++] = all[n] is { IsInvalid: false } gradient ? Native.torch_shim_share(
                            gradient.Handle) : 0;
                    }
                    else if (all[n] is not null)
                    {
                        throw new NotImplementedException(
                            $"Function {_name} returned a gradient for input {n + 1}, which is no tensor");
                    }
                }
            }

            /// <summary>The tensors that the forward pass saved.</summary>
            internal List<Tensor> Saved()
            {
                var count = Native.torch_shim_node_saved(_address, null, 0);
                Native.Check(count);
                var tensors = new nint[count];
                fixed (nint* at = tensors)
                {
                    Native.Check(Native.torch_shim_node_saved(_address, at, count));
                }

                return [.. tensors.Select(tensor => tensor == 0 ? null! : new Tensor(tensor))];
            }

            private List<Tensor> Wrap(List<Tensor> inputs, List<Tensor> outputs, bool traced)
            {
                var (ins, outs) = (Handles(inputs), Handles(outputs));
                var (constants, dirty, saved) = (Handles(
                    Context.Constants), Handles(Context.Dirty), Handles(Context.ToSave));
                var results = new nint[outs.Length];
                fixed (nint* input = ins, output = outs, result = results)
                fixed (nint* constant = constants, changed = dirty, save = saved)
                {
                    var node = !traced ? 0 : Native.Check(
                        Native.torch_shim_node((long)GCHandle.ToIntPtr(GCHandle.Alloc(this)), input, ins.Length));
                    try
                    {
                        Native.Check(Native.torch_shim_node_wrap(
                            node, input, ins.Length, constant, constants.Length, changed, dirty.Length, output,
                            outs.Length, result));
                        if (traced)
                        {
                            _address = Native.torch_shim_node_address(node);
                            Resave(saved, outs, results);
                            Native.Check(Native.torch_shim_node_save(_address, save, saved.Length));
                        }
                    }
                    finally
                    {
                        if (traced)
                        {
                            Native.torch_shim_node_release(node);
                        }
                    }
                }

                GC.KeepAlive(inputs);
                var wrapped = results.Select(tensor => tensor == 0 ? null! : new Tensor(tensor)).ToList();
                _outputs = [.. wrapped.Select(
                    tensor => tensor is null ? (null!, default) : (tensor.shape, tensor.dtype))];
                GC.KeepAlive(outputs);
                return wrapped;
            }

            // An output that is saved is saved as what it has become.
            private static void Resave(nint[] saved, nint[] before, nint[] after)
            {
                for (var n = 0; n < saved.Length; ++n)
                {
                    if (Array.IndexOf(before, saved[n]) is >= 0 and var place)
                    {
                        saved[n] = after[place];
                    }
                }
            }
        }
    }
}
