// SPDX-License-Identifier: Apache-2.0

using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The parameters and their names, each once.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<nint>();
                foreach (var (name, parameter) in _parameterList)
                {
                    if (!parameter.IsInvalid && seen.Add(parameter.Handle))
                    {
                        yield return (name, parameter);
                    }
                }

                foreach (var (outer, module) in recurse ? _modules : [])
                {
                    foreach (var (name, parameter) in module.named_parameters(true))
                    {
                        if (seen.Add(parameter.Handle))
                        {
                            yield return ($"{outer}.{name}", parameter);
                        }
                    }
                }
            }

            /// <summary>The parameters, each once.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(entry => entry.parameter);

            /// <summary>The buffers that are saved and their names, each once.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(
                bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<nint>();
                foreach (var (name, tensor, persistent) in _buffers)
                {
                    if (persistent && !tensor.IsInvalid && seen.Add(tensor.Handle))
                    {
                        yield return (name, tensor);
                    }
                }

                foreach (var (outer, module) in recurse ? _modules : [])
                {
                    foreach (var (name, tensor) in module.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(tensor.Handle))
                        {
                            yield return ($"{outer}.{name}", tensor);
                        }
                    }
                }
            }

            /// <summary>The buffers that are saved, each once.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            /// <summary>The modules right inside and their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _modules;

            /// <summary>The modules right inside.</summary>
            public virtual IEnumerable<Module> children() => named_children().Select(entry => entry.module);

            /// <summary>All modules inside and their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var entry in named_children())
                {
                    yield return entry;
                }

                foreach (var (outer, module) in named_children())
                {
                    foreach (var (name, inner) in module.named_modules())
                    {
                        yield return ($"{outer}.{name}", inner);
                    }
                }
            }

            /// <summary>All modules inside.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            /// <summary>True if there is a buffer of that name.</summary>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>True if there is a parameter of that name.</summary>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>The buffer of that name, or null.</summary>
            public virtual Tensor? get_buffer(string target) =>
                _buffers.Find(
                    entry => entry.Name == target).Tensor ?? Inside(target, (module, rest) => module.get_buffer(rest));

            /// <summary>The parameter of that name, or null.</summary>
            public virtual Parameter? get_parameter(string target) =>
                _parameterList.Find(
                    entry => entry.Name == target).Parameter ?? Inside(target,
                    (module, rest) => module.get_parameter(rest));

            private T? Inside<T>(string target, Func<Module, string, T?> find)
                where T : class
            {
                var dot = target.IndexOf('.', StringComparison.Ordinal);
                return dot < 0
                    ? null
                    : named_children().Where(entry => entry.name == target[..dot])
                        .Select(entry => find(entry.module, target[(dot + 1)..]))
                        .FirstOrDefault(found => found is not null);
            }
        }
    }
}
