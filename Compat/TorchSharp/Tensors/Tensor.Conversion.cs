// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The numbers in another type.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var result = Aten.Call("to.dtype", this, type, non_blocking, copy);
            if (disposeAfter)
            {
                Dispose();
            }

            return result;
        }

        /// <summary>The numbers in another type.</summary>
        public Tensor to_type(
            ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(type, copy, disposeAfter, non_blocking);

        /// <summary>The numbers in another type and on a device, which can only be the processor.</summary>
        public Tensor to(
            ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            RequireProcessor(device.type);
            return to(type, copy, disposeAfter, non_blocking);
        }

        /// <summary>The numbers on a device, which can only be the processor.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, device, copy, disposeAfter, non_blocking);

        /// <summary>The numbers on a device, which can only be the processor.</summary>
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, new Device(device), copy, disposeAfter, non_blocking);

        /// <summary>The numbers on a device, which can only be the processor.</summary>
        public Tensor to(
            DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false,
            bool non_blocking = false) =>
            to(dtype, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        /// <summary>The numbers with the type of another tensor.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, non_blocking: non_blocking);

        /// <summary>The numbers with the type of another tensor.</summary>
        public Tensor type_as(Tensor tensor) => to(tensor.dtype);

        /// <summary>The numbers in another type.</summary>
        public Tensor type(ScalarType dtype) => to(dtype);

        /// <summary>The numbers in main memory.</summary>
        public Tensor cpu() => to(dtype);

        /// <summary>The numbers as truth values.</summary>
        public Tensor @bool() => to(ScalarType.Bool);

        /// <summary>The numbers as unsigned bytes.</summary>
        public Tensor @byte() => to(ScalarType.Byte);

        /// <summary>The numbers as signed bytes.</summary>
        public Tensor @char() => to(ScalarType.Int8);

        /// <summary>The numbers as 16-bit integers.</summary>
        public Tensor @short() => to(ScalarType.Int16);

        /// <summary>The numbers as 32-bit integers.</summary>
        public Tensor @int() => to(ScalarType.Int32);

        /// <summary>The numbers as 64-bit integers.</summary>
        public Tensor @long() => to(ScalarType.Int64);

        /// <summary>The numbers as 16-bit floats.</summary>
        public Tensor half() => to(ScalarType.Float16);

        /// <summary>The numbers as bfloat16.</summary>
        public Tensor bfloat16() => to(ScalarType.BFloat16);

        /// <summary>The numbers as 32-bit floats.</summary>
        public Tensor @float() => to(ScalarType.Float32);

        /// <summary>The numbers as 64-bit floats.</summary>
        public Tensor @double() => to(ScalarType.Float64);

        internal static void RequireProcessor(DeviceType type)
        {
            if (type != DeviceType.CPU)
            {
                throw new InvalidOperationException($"{type} is not available.");
            }
        }
    }
}
