// SPDX-License-Identifier: Apache-2.0

using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>What convolutions have in common.</summary>
    public abstract class Convolution : Module<Tensor, Tensor>
    {
        [Utils.ComponentName(Name = nameof(bias))]
        private Parameter? _bias;

        [Utils.ComponentName(Name = nameof(weight))]
        private Parameter? _weight;

        private protected Convolution(
            string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding,
            Padding? padding_type, long[] dilation, long groups, bool bias, PaddingModes padding_mode, Device? device,
            ScalarType? dtype)
            : base(name)
        {
            (this.in_channels, this.out_channels, this.groups) = (in_channels, out_channels, groups);
            (this.kernel_size, this.stride, this.dilation) = (kernel_size, stride, dilation);
            (this.padding, this.padding_type, this.padding_mode) = (padding, padding_type, padding_mode);
            if (padding_type == Padding.Same && stride.Any(step => step != 1))
            {
                throw new ArgumentException("padding='same' is not supported for strided convolutions");
            }

            weight = Parameter(empty([out_channels, in_channels / groups, .. kernel_size], dtype, device));
            if (bias)
            {
                this.bias = Parameter(empty(out_channels, dtype, device));
            }

            reset_parameters();
        }

        /// <summary>The bias, or null.</summary>
        public Parameter? bias
        {
            get => _bias;
            set
            {
                _bias = (Parameter?)value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(bias), _bias);
            }
        }

        /// <summary>The weight.</summary>
        public Parameter weight
        {
            get => _weight!;
            set
            {
                _weight = (Parameter)value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), _weight);
            }
        }

        /// <summary>The channels of an input.</summary>
        public long in_channels { get; }

        /// <summary>The channels of an output.</summary>
        public long out_channels { get; }

        /// <summary>Into how many groups the channels are split.</summary>
        public long groups { get; set; }

        /// <summary>The size of the window.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>How far the window moves.</summary>
        public long[] stride { get; set; }

        /// <summary>How far apart the numbers under the window are.</summary>
        public long[] dilation { get; set; }

        /// <summary>How much is put around the image.</summary>
        public long[]? padding { get; }

        /// <summary>How much is put around the image, in words.</summary>
        public Padding? padding_type { get; }

        /// <summary>What is put around the image.</summary>
        public PaddingModes padding_mode { get; set; }

        /// <summary>Draws the parameters anew, as PyTorch does.</summary>
        public void reset_parameters()
        {
            init.kaiming_uniform_(weight, Math.Sqrt(5));
            if (bias is not null)
            {
                var (fanIn, _) = init.CalculateFanInAndFanOut(weight);
                var bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
                init.uniform_(bias, -bound, bound);
            }
        }

        // What lies around the image: last dimension first, each with its two sides.
        private protected long[] Margins()
        {
            var margins = new long[2 * kernel_size.Length];
            for (var n = 0; n < kernel_size.Length; ++n)
            {
                var same = padding_type == Padding.Same ? dilation[n] * (kernel_size[n] - 1) : 0;
                var total = padding is not null ? 2 * padding[n] : same;
                margins[margins.Length - (2 * n) - 2] = total / 2;
                margins[margins.Length - (2 * n) - 1] = total - (total / 2);
            }

            return margins;
        }
    }

    /// <summary>A convolution of images.</summary>
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(
            long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding,
            Padding? padding_type, long[] dilation, PaddingModes padding_mode, long groups, bool bias, Device? device,
            ScalarType? dtype)
            : base(
                nameof(Conv2d), in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, groups,
                bias, padding_mode, device, dtype)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input)
        {
            var dims = input.ndim;
            if (!(dims is 3 or 4) || input.size((int)dims - 3) != in_channels)
            {
                throw new ArgumentException(
                    $"Expected 3D (unbatched) or 4D (batched) input with {in_channels} channels to Conv2d.");
            }

            var margins = Margins();
            if (padding_mode == PaddingModes.Zeros && padding is not null)
            {
                return functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
            }

            var mode = padding_mode == PaddingModes.Zeros ? PaddingModes.Constant : padding_mode;
            using var padded = functional.pad(input, margins, mode);
            return functional.conv2d(padded, weight, bias, stride, [0, 0], dilation, groups);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A convolution of images with a square window.</summary>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, Twice(kernel_size), Twice(stride), Twice(padding), null, Twice(dilation),
                    padding_mode, groups, bias, device, dtype);

            /// <summary>A convolution of images.</summary>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null,
                (long, long)? padding = null, (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, Both(kernel_size), Both(stride ?? (1, 1)), Both(padding ?? (0, 0)), null,
                    Both(dilation ?? (1, 1)), padding_mode, groups, bias, device, dtype);

            /// <summary>A convolution of images with a square window, its padding in words.</summary>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1,
                long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, Twice(kernel_size), Twice(stride), null, padding, Twice(dilation),
                    padding_mode, groups, bias, device, dtype);

            /// <summary>A convolution of images, its padding in words.</summary>
            public static Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, Padding padding,
                (long, long)? stride = null, (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(
                    in_channels, out_channels, Both(kernel_size), Both(stride ?? (1, 1)), null, padding,
                    Both(dilation ?? (1, 1)), padding_mode, groups, bias, device, dtype);

            private static long[] Twice(long length) => [length, length];

            private static long[] Both((long, long) lengths) => [lengths.Item1, lengths.Item2];
        }
    }
}
