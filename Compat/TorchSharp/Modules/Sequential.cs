// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.CompilerServices;
using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Modules one after the other.</summary>
    public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly List<torch.nn.IModule<torch.Tensor, torch.Tensor>> _steps = [];

        /// <summary>Modules under their names.</summary>
        protected internal Sequential(
            params (string name, torch.nn.Module<torch.Tensor, torch.Tensor> submodule)[] modules)
            : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules)
            {
                append(name, module);
            }
        }

        /// <summary>Modules, which are named by their places.</summary>
        protected internal Sequential(params torch.nn.Module<torch.Tensor, torch.Tensor>[] modules)
            : base(nameof(Sequential))
        {
            foreach (var module in modules)
            {
                append(module);
            }
        }

        /// <summary>How many there are.</summary>
        public int Count => _steps.Count;

        /// <summary>The module at a place.</summary>
        [IndexerName("SequentialItems")]
        public torch.nn.IModule<torch.Tensor, torch.Tensor> this[int index] => _steps[index];

        /// <summary>Adds a module under a name.</summary>
        public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
        {
            register_module(name, (torch.nn.Module)module);
            _steps.Add(module);
            return this;
        }

        /// <summary>Adds a module, which is named by its place.</summary>
        public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) =>
            append(_steps.Count.ToString(CultureInfo.InvariantCulture), module);

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor tensor)
        {
            if (_steps.Count == 0)
            {
                return tensor.alias();
            }

            // What lies between two modules is nobody else's; the graph holds what it needs itself.
            var at = tensor;
            foreach (var step in _steps)
            {
                var next = step.call(at);
                if (!ReferenceEquals(at, tensor) && !ReferenceEquals(at, next))
                {
                    at.Dispose();
                }

                at = next;
            }

            return at;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>No modules yet.</summary>
            public static Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());

            /// <summary>Modules under their names, one after the other.</summary>
            public static Sequential Sequential(
                params (string name, Module<Tensor, Tensor> submodule)[] modules) =>
                new(modules);

            /// <summary>Modules one after the other.</summary>
            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);

            /// <summary>Modules under their names, one after the other.</summary>
            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) =>
                new(modules.ToArray());

            /// <summary>Modules one after the other.</summary>
            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new(modules.ToArray());
        }
    }
}
