// SPDX-License-Identifier: Apache-2.0

using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The parameters and buffers under their names.</summary>
            public virtual Dictionary<string, Tensor> state_dict(
                Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (name, parameter) in named_parameters())
                {
                    destination.TryAdd(Key(prefix, name), parameter);
                }

                foreach (var (name, tensor) in named_buffers(include_nonpersistent: false))
                {
                    destination.TryAdd(Key(prefix, name), tensor);
                }

                foreach (var (name, module) in named_children())
                {
                    module.state_dict(destination, Key(prefix, name));
                }

                return destination;
            }

            /// <summary>Copies numbers over those of the same names; says what was missing and what left.</summary>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                var destination = state_dict();
                var unexpected = source.Keys.Where(
                    key => !skip.Contains(key) && !destination.ContainsKey(key)).ToList();
                var missing = destination.Keys.Where(key => !skip.Contains(key) && !source.ContainsKey(key)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        "The loaded state_dict is not identical to the target dictionary.");
                }

                using var quiet = no_grad();
                foreach (var (key, tensor) in source)
                {
                    if (!skip.Contains(key) && destination.TryGetValue(key, out var target))
                    {
                        target.copy_(tensor);
                    }
                }

                return (missing, unexpected);
            }

            /// <summary>Writes parameters and buffers, but those to skip, to a file.</summary>
            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            /// <summary>Writes parameters and buffers, but those to skip.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            /// <summary>Writes parameters and buffers, but those to skip.</summary>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <summary>Writes tensors and their names, but those to skip.</summary>
            public static void save_state_dict(
                BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var kept = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                writer.Encode(kept.Count);
                foreach (var (key, tensor) in kept)
                {
                    writer.Write(key);
                    tensor.Save(writer);
                }
            }

            /// <summary>Reads parameters and buffers, but those to skip, from a file.</summary>
            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null, Dictionary<string,
                bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <summary>Reads parameters and buffers, but those to skip.</summary>
            public Module load(
                Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string,
                bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>Reads parameters and buffers, but those to skip.</summary>
            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string,
                bool>? loadedParameters = null)
            {
                var state = state_dict();
                var count = reader.Decode();
                if (strict && count != state.Count)
                {
                    throw new ArgumentException(
                        $"Mismatched state_dict sizes: expected {state.Count}, but found {count} entries.");
                }

                for (var n = 0L; n < count; ++n)
                {
                    var key = reader.ReadString();
                    var found = state.TryGetValue(key, out var target);
                    if (strict && !found)
                    {
                        throw new ArgumentException(
                            $"Mismatched module state names: the target has no parameter or buffer named '{key}'");
                    }

                    if (found && skip?.Contains(key) != true)
                    {
                        target!.Load(reader);
                    }
                    else
                    {
                        TensorExtensionMethods.Load(reader, skip: true).Dispose();
                    }

                    loadedParameters?.Add(key, found);
                }

                return this;
            }

            /// <summary>Changes the type of parameters and buffers that are floating-point numbers.</summary>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                if (!dtype.IsFloatingPoint() && !dtype.IsComplex())
                {
                    throw new ArgumentException(
                        $"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
                }

                using var quiet = no_grad();
                foreach (var tensor in state_dict(
                    ).Values.Where(tensor => tensor.is_floating_point() && tensor.dtype != dtype))
                {
                    using var changed = tensor.to(dtype);
                    Native.Check(Native.torch_shim_set_data(tensor.Handle, changed.Handle));
                    tensor.grad = null;
                }

                return this;
            }

            private static string Key(
                string? prefix, string name) =>
                string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";
        }
    }
}

/// <summary>What modules do that keeps their own type.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Changes the type of parameters and buffers that are floating-point numbers.</summary>
    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module => (T)module._to(type, non_blocking);

    /// <summary>Moves the module to a device, which can only be the processor.</summary>
    public static T to<T>(this T module, torch.Device device, bool non_blocking = false)
        where T : torch.nn.Module
    {
        torch.Tensor.RequireProcessor(device.type);
        return module;
    }

    /// <summary>Moves the module to a device, which can only be the processor.</summary>
    public static T to<T>(this T module, string device, bool non_blocking = false)
        where T : torch.nn.Module => module.to(new torch.Device(device), non_blocking);

    /// <summary>Moves the module to a device, which can only be the processor.</summary>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : torch.nn.Module => module.to(new torch.Device(deviceType, deviceIndex), non_blocking);

    /// <summary>Moves the module to the processor and changes its type.</summary>
    public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false)
        where T : torch.nn.Module => module.to(device).to(type);

    /// <summary>Moves the module to the processor, where it is.</summary>
    public static T cpu<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => module;

    /// <summary>Makes parameters and buffers 32-bit floats.</summary>
    public static T @float<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => module.to(torch.ScalarType.Float32);

    /// <summary>Makes parameters and buffers 64-bit floats.</summary>
    public static T @double<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => module.to(torch.ScalarType.Float64);

    /// <summary>Makes parameters and buffers bfloat16.</summary>
    public static T bfloat16<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => module.to(torch.ScalarType.BFloat16);

    /// <summary>Makes parameters and buffers 16-bit floats.</summary>
    public static T half<T>(this T module, bool non_blocking = false)
        where T : torch.nn.Module => module.to(torch.ScalarType.Float16);
}
