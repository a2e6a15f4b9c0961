// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Modules in a row, which are named by their places.</summary>
    /// <typeparam name="T">What modules they are.</typeparam>
    public class ModuleList<T> : torch.nn.Module, IList<T>
        where T : torch.nn.Module
    {
        private readonly List<T> _list = [];
        private bool _registered;

        /// <summary>A list of modules.</summary>
        public ModuleList(params T[] modules)
            : base(nameof(ModuleList<T>)) => _list.AddRange(modules ?? []);

        /// <summary>How many there are.</summary>
        public int Count => _list.Count;

        /// <summary>False.</summary>
        public bool IsReadOnly => false;

        /// <summary>The module at a place.</summary>
        public T this[int index]
        {
            get => _list[index];
            set => _list[index] = value;
        }

        /// <summary>Adds a module.</summary>
        public void Add(T item) => _list.Add(item);

        /// <summary>Adds modules.</summary>
        public void append(params T[] parameters) => _list.AddRange(parameters ?? []);

        /// <summary>Adds modules.</summary>
        public void extend(IEnumerable<T> modules) => _list.AddRange(modules);

        /// <summary>Takes all away.</summary>
        public void Clear() => _list.Clear();

        /// <summary>True for a module of the list.</summary>
        public bool Contains(T item) => _list.Contains(item);

        /// <summary>Copies the list.</summary>
        public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

        /// <inheritdoc/>
        public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>Where a module is; -1 for nowhere.</summary>
        public int IndexOf(T item) => _list.IndexOf(item);

        /// <summary>Puts a module at a place.</summary>
        public void Insert(int index, T item) => _list.Insert(index, item);

        /// <summary>Takes a module away.</summary>
        public bool Remove(T item) => _list.Remove(item);

        /// <summary>Takes the module at a place away.</summary>
        public void RemoveAt(int index) => _list.RemoveAt(index);

        /// <summary>Registers the modules, once the list is complete.</summary>
        protected override void RegisterComponents()
        {
            for (var n = 0; n < _list.Count && !_registered; ++n)
            {
                register_module($"{n}", _list[n]);
            }

            _registered = true;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules in a row.</summary>
            public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

            /// <summary>Modules of one kind in a row.</summary>
            public static ModuleList<T> ModuleList<T>(params T[] modules)
                where T : Module => new(modules);
        }
    }
}
