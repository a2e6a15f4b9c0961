// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp
{
    public static partial class torch
    {
        /// <summary>Modules, which are functions with parameters.</summary>
        public static partial class nn
        {
            /// <summary>A function with parameters, buffers and modules inside it.</summary>
            public partial class Module : IDisposable
            {
                /// <summary>The name that the module was made with.</summary>
                protected string? name;

                private readonly List<(string Name, Module Module)> _modules = [];
                private readonly List<(string Name, Tensor Tensor, bool Persistent)> _buffers = [];
                private readonly List<(string Name, Parameter Parameter)> _parameterList = [];
                private bool _registered;

                /// <summary>A module without parts yet.</summary>
                protected Module(string name) => this.name = name;

                /// <summary>True while the module learns, which some layers behave differently for.</summary>
                public virtual bool training { get; private set; } = true;

                /// <summary>Disposes of the parameters, the buffers and the modules inside.</summary>
                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                /// <summary>The module's name.</summary>
                public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;

                /// <summary>Does something to the modules inside and then to this one.</summary>
                public virtual Module apply(Action<Module> fn)
                {
                    foreach (var (_, module) in _modules)
                    {
                        module.apply(fn);
                    }

                    fn(this);
                    return this;
                }

                /// <summary>Says whether the module learns.</summary>
                public virtual void train(bool train = true)
                {
                    training = train;
                    foreach (var (_, module) in named_children())
                    {
                        module.train(train);
                    }
                }

                /// <summary>Says that the module does not learn.</summary>
                public virtual void eval() => train(false);

                /// <summary>Forgets the gradients of the parameters, or makes them zero.</summary>
                public virtual void zero_grad(bool set_to_none = true)
                {
                    foreach (var (_, parameter) in named_parameters())
                    {
                        if (set_to_none)
                        {
                            parameter.grad = null;
                        }
                        else
                        {
                            using var gradient = parameter.grad;
                            gradient?.zero_();
                        }
                    }
                }

                /// <summary>Adds a module inside.</summary>
                public void add_module(string name, Module module) => register_module(name, module);

                /// <summary>Adds a module inside, whose own parts are found first.</summary>
                public virtual void register_module(string name, Module? submodule)
                {
                    if (submodule is null)
                    {
                        _modules.RemoveAll(entry => entry.Name == name);
                        return;
                    }

                    if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                    {
                        throw new ArgumentException($"module name can't be empty or contain \".\", got: {name}");
                    }

                    if (_modules.Exists(entry => entry.Name == name))
                    {
                        throw new InvalidOperationException($"Sub-module {name} is already registered.");
                    }

                    submodule.RegisterComponents();
                    _modules.Add((name, submodule));
                }

                /// <summary>Adds a parameter.</summary>
                public virtual void register_parameter(string name, Parameter param)
                {
                    if (param is null || param.IsInvalid)
                    {
                        throw new ArgumentNullException(
                            nameof(param), "A null tensor cannot be registered as a parameter.");
                    }

                    if (has_parameter(name))
                    {
                        throw new InvalidOperationException($"Parameter {name} is already registered.");
                    }

                    _parameterList.Add((name, param));
                }

                /// <summary>Adds a tensor that is saved with the module but not learnt.</summary>
                public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
                {
                    if (tensor is null || tensor.IsInvalid)
                    {
                        throw new ArgumentNullException(
                            nameof(tensor), "A null tensor cannot be registered as a buffer.");
                    }

                    if (has_buffer(name))
                    {
                        throw new InvalidOperationException($"Tensor {name} is already registered.");
                    }

                    _buffers.Add((name, tensor, persistent));
                }

                /// <summary>Disposes of the parameters, the buffers and the modules inside.</summary>
                protected virtual void Dispose(bool disposing)
                {
                    if (!disposing)
                    {
                        return;
                    }

                    foreach (var (_, tensor, _) in _buffers)
                    {
                        tensor.DetachFromDisposeScope().Dispose();
                    }

                    foreach (var (_, parameter) in _parameterList)
                    {
                        parameter.DetachFromDisposeScope().Dispose();
                    }

                    foreach (var (_, module) in named_modules())
                    {
                        module.Dispose();
                    }
                }

                /// <summary>Adds fields that are modules, parameters or tensors; constructors end with it.</summary>
                protected virtual void RegisterComponents()
                {
                    if (_registered)
                    {
                        return;
                    }

                    foreach (var field in Fields(GetType()))
                    {
                        var name = field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
                        if (_modules.Exists(
                            entry => entry.Name == name) || _parameterList.Exists(entry => entry.Name == name)
                            || _buffers.Exists(entry => entry.Name == name))
                        {
                            continue;
                        }

                        switch (field.GetValue(this))
                        {
                            case Module module:
                                register_module(name, module);
                                break;
                            case Parameter parameter:
                                register_parameter(name, parameter);
                                break;
                            case Tensor tensor:
                                register_buffer(name, tensor);
                                break;
                            default:
                                break;
                        }
                    }

                    _registered = true;
                }

                /// <summary>Adds, replaces or removes a parameter.</summary>
                protected void ConditionallyRegisterParameter(string name, Parameter? value)
                {
                    _parameterList.RemoveAll(entry => entry.Name == name);
                    if (value is not null)
                    {
                        _parameterList.Add((name, value));
                    }
                }

                /// <summary>Adds, replaces or removes a buffer.</summary>
                protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
                {
                    _buffers.RemoveAll(entry => entry.Name == name);
                    if (value is not null)
                    {
                        _buffers.Add((name, value, persistent));
                    }
                }

                /// <summary>Forgets the modules inside.</summary>
                protected void ClearModules() => _modules.Clear();

                // Those of the type itself first, then its ancestors'; a name counts once.
                private static IEnumerable<FieldInfo> Fields(Type type)
                {
                    const BindingFlags All =
                        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
                        | BindingFlags.DeclaredOnly;
                    var seen = new HashSet<string>();
                    for (var at = type; at != typeof(Module) && at is not null; at = at.BaseType)
                    {
                        foreach (var field in at.GetFields(All).Where(field => seen.Add(field.Name)))
                        {
                            yield return field;
                        }
                    }
                }
            }
        }
    }
}

namespace TorchSharp.Utils
{
    /// <summary>Says under which name a field of a module is registered.</summary>
    [AttributeUsage(AttributeTargets.Field)]
    public class ComponentNameAttribute : Attribute
    {
        /// <summary>The name.</summary>
        public string? Name { get; set; }
    }
}
