// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What parameters are before anything is learnt.</summary>
        public static partial class init
        {
            /// <summary>Which side of a layer keeps its variance.</summary>
            public enum FanInOut
            {
                /// <summary>The input.</summary>
                FanIn,

                /// <summary>The output.</summary>
                FanOut,
            }

            /// <summary>What comes after a layer.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear = 0,

                /// <summary>A convolution of sequences.</summary>
                Conv1D = 1,

                /// <summary>A convolution of images.</summary>
                Conv2D = 2,

                /// <summary>A convolution of volumes.</summary>
                Conv3D = 3,

                /// <summary>The transpose of a convolution of sequences.</summary>
                ConvTranspose1D = 4,

                /// <summary>The transpose of a convolution of images.</summary>
                ConvTranspose2D = 5,

                /// <summary>The transpose of a convolution of volumes.</summary>
                ConvTranspose3D = 6,

                /// <summary>The logistic function.</summary>
                Sigmoid = 7,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>Nothing below zero.</summary>
                ReLU = 9,

                /// <summary>Less below zero.</summary>
                LeakyReLU = 10,
            }

            /// <summary>By how much what comes after a layer makes numbers smaller.</summary>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
                _ => 1,
            };

            /// <summary>Ones.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Zeros.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>One number.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using var quiet = no_grad();
                return tensor.fill_(val);
            }

            /// <summary>Numbers drawn evenly from an interval.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using var quiet = no_grad();
                return tensor.uniform_(low, high, generator);
            }

            /// <summary>Numbers drawn from a normal distribution.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using var quiet = no_grad();
                return tensor.normal_(mean, std, generator);
            }

            /// <summary>Numbers drawn evenly, such that a layer keeps the variance on one side.</summary>
            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3) * Spread(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal numbers, such that a layer keeps the variance on one side.</summary>
            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, Spread(tensor, a, mode, nonlinearity));

            /// <summary>Numbers drawn evenly, such that a layer keeps the variance on both sides.</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                var bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal numbers, such that a layer keeps the variance on both sides.</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
            }

            /// <summary>How many numbers go into one output of a layer, and how many one input goes into.</summary>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                {
                    throw new ArgumentException(
                        "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
                }

                var window = shape[2..].TotalSize();
                return (shape[1] * window, shape[0] * window);
            }

            private static double Spread(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }
        }

        /// <summary>What is done to gradients.</summary>
        public static partial class utils
        {
            /// <summary>Makes gradients smaller together where their norm is above a bound; says what it was.</summary>
            public static double clip_grad_norm_(
                IEnumerable<Modules.Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                var gradients = tensors.Select(tensor => tensor.grad).OfType<Tensor>().ToArray();
                if (gradients.Length == 0)
                {
                    return 0;
                }

                var norms = stack(Aten.List("_foreach_norm.Scalar", gradients, (Scalar)norm_type));
                var total = Aten.Call("norm.Scalar", norms, (Scalar)norm_type).ToDouble();
                var factor = max_norm / (total + 1e-6);
                if (factor < 1)
                {
                    foreach (var gradient in gradients)
                    {
                        gradient.mul_(factor);
                    }
                }

                return total;
            }

            /// <summary>Holds gradients between a bound and its negative.</summary>
            public static void clip_grad_value_(IEnumerable<Modules.Parameter> tensors, double clip_value)
            {
                using var quiet = no_grad();
                foreach (var tensor in tensors)
                {
                    using var gradient = tensor.grad;
                    gradient?.clamp_(-clip_value, clip_value);
                }
            }
        }
    }
}
