// SPDX-License-Identifier: Apache-2.0

using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules
{
    /// <summary>What normalisations over the batch have in common.</summary>
    public abstract class NormBase : Module<Tensor, Tensor>
    {
        [Utils.ComponentName(Name = nameof(bias))]
        private Parameter? _bias;

        [Utils.ComponentName(Name = nameof(weight))]
        private Parameter? _weight;

        [Utils.ComponentName(Name = nameof(running_mean))]
        private Tensor? _running_mean;

        [Utils.ComponentName(Name = nameof(running_var))]
        private Tensor? _running_var;

        [Utils.ComponentName(Name = nameof(num_batches_tracked))]
        private Tensor? _num_batches_tracked;

        /// <summary>A normalisation of so many channels.</summary>
        public NormBase(
            long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device,
            ScalarType? dtype, string name)
            : base(name)
        {
            (this.num_features, this.eps, this.momentum) = (num_features, eps, momentum);
            (this.affine, this.track_running_stats) = (affine, track_running_stats);
            if (affine)
            {
                weight = Parameter(empty(num_features, dtype, device));
                bias = Parameter(empty(num_features, dtype, device));
            }

            if (track_running_stats)
            {
                running_mean = zeros(num_features, dtype, device);
                running_var = ones(num_features, dtype, device);
                num_batches_tracked = zeros(Array.Empty<long>(), ScalarType.Int64, device);
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

        /// <summary>The mean of what has been seen, or null.</summary>
        public Tensor? running_mean
        {
            get => _running_mean;
            set
            {
                _running_mean = value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(nameof(running_mean), _running_mean);
            }
        }

        /// <summary>The variance of what has been seen, or null.</summary>
        public Tensor? running_var
        {
            get => _running_var;
            set
            {
                _running_var = value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(nameof(running_var), _running_var);
            }
        }

        /// <summary>How many batches have been seen, or null.</summary>
        public Tensor? num_batches_tracked
        {
            get => _num_batches_tracked;
            set
            {
                _num_batches_tracked = value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(nameof(num_batches_tracked), _num_batches_tracked);
            }
        }

        /// <summary>The number of channels.</summary>
        public long num_features { get; }

        /// <summary>What is added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>How much a batch changes the running numbers; null for their plain mean.</summary>
        public double? momentum { get; set; }

        /// <summary>True with weight and bias.</summary>
        public bool affine { get; }

        /// <summary>True with running numbers.</summary>
        public bool track_running_stats { get; }

        /// <summary>Forgets what has been seen.</summary>
        public void reset_running_stats()
        {
            if (track_running_stats)
            {
                init.zeros_(running_mean!);
                init.ones_(running_var!);
                init.zeros_(num_batches_tracked!);
            }
        }

        /// <summary>Forgets what has been seen and learnt.</summary>
        public void reset_parameters()
        {
            reset_running_stats();
            if (affine)
            {
                init.ones_(weight);
                init.zeros_(bias!);
            }
        }

        /// <summary>Throws unless the input has the dimensions that it must have.</summary>
        protected abstract void ValidateInputDimensions(Tensor input);
    }

    /// <summary>A normalisation over the batch.</summary>
    public abstract class BatchNorm : NormBase
    {
        /// <summary>A normalisation of so many channels.</summary>
        public BatchNorm(
            long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device,
            ScalarType? dtype, string name)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input)
        {
            ValidateInputDimensions(input);
            var factor = momentum ?? 0.0;
            if (training && track_running_stats && num_batches_tracked is not null)
            {
                num_batches_tracked.add_(1);
                factor = momentum ?? 1.0 / num_batches_tracked.ToInt64();
            }

            var ofBatch = training || (running_mean is null && running_var is null);
            var running = !training || track_running_stats;
            return functional.batch_norm(
                input, running ? running_mean : null, running ? running_var : null, affine ? weight : null, bias,
                ofBatch, factor, eps);
        }
    }

    /// <summary>A normalisation of images over the batch.</summary>
    public sealed class BatchNorm2d : BatchNorm
    {
        internal BatchNorm2d(
            long num_features, double eps, double momentum, bool affine, bool track_running_stats, Device? device,
            ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm2d))
        {
        }

        /// <summary>Throws unless the input is a batch of images.</summary>
        protected override void ValidateInputDimensions(Tensor input)
        {
            if (input.ndim != 4)
            {
                throw new ArgumentException($"expected 4D input, but got {input.ndim}D input.");
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A normalisation of images over the batch.</summary>
            public static BatchNorm2d BatchNorm2d(
                long num_features, double eps = 1E-05, double momentum = 0.1, bool affine = true,
                bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
