// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>A device by its name, such as cpu.</summary>
    public static Device device(string description) => new(description);

    /// <summary>A device by the name of its kind and its number.</summary>
    public static Device device(string deviceType, int index = -1) => new(deviceType, index);

    /// <summary>A device by its kind and its number.</summary>
    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    /// <summary>False: there is only the processor.</summary>
    public static bool cuda_is_available() => false;

    /// <summary>Where new tensors go: the processor.</summary>
    public static Device get_default_device() => CPU;

    /// <summary>Where numbers are.</summary>
    public class Device
    {
        /// <summary>A device by its name, such as cpu or cuda:0.</summary>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Enum.Parse<DeviceType>(parts[0], ignoreCase: true);
            index = parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : -1;
        }

        /// <summary>A device by the name of its kind and its number.</summary>
        public Device(string deviceType, int index = -1)
            : this(Enum.Parse<DeviceType>(deviceType, ignoreCase: true), index)
        {
        }

        /// <summary>A device by its kind and its number.</summary>
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>The kind.</summary>
        public DeviceType type { get; private set; }

        /// <summary>The number; -1 for the only or the current one.</summary>
        public int index { get; private set; }

        /// <summary>A device by its name.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return index < 0 || type == DeviceType.CPU ? name : $"{name}:{index}";
        }
    }
}
