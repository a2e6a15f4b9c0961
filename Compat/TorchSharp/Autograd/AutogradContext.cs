// SPDX-License-Identifier: Apache-2.0

#nullable disable

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What the forward pass of a function leaves for the backward pass.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Node _node;
            private readonly Dictionary<string, object> _data = [];

            internal AutogradContext(Node node)
            {
                _node = node;
            }

            /// <summary>True if gradients that nobody gave come as zeros rather than null.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            internal List<Tensor> ToSave { get; private set; } = [];

            internal List<Tensor> Dirty { get; private set; } = [];

            internal List<Tensor> Constants { get; private set; } = [];

            /// <summary>Saves tensors, inputs and outputs among them, without a cycle.</summary>
            public void save_for_backward(List<Tensor> tensors) => ToSave = tensors;

            /// <summary>Saves something that is no tensor.</summary>
            public void save_data(string key, object value) => _data[key] = value;

            /// <summary>Says which inputs the forward pass changed.</summary>
            public void mark_dirty(List<Tensor> tensors) => Dirty = [.. tensors];

            /// <summary>Says which outputs have no gradient.</summary>
            public void mark_non_differentiable(List<Tensor> tensors) => Constants = [.. tensors];

            /// <summary>Says whether gradients that nobody gave come as zeros rather than null.</summary>
            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>The tensors that were saved.</summary>
            public List<Tensor> get_saved_variables() => _node.Saved();

            /// <summary>What was saved under a key, or null.</summary>
            public object get_data(string key) => _data.GetValueOrDefault(key);

            /// <summary>Forgets what was saved.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Forgets what was saved.</summary>
            protected virtual void Dispose(bool disposing) => _data.Clear();
        }
    }
}
