// SPDX-License-Identifier: Apache-2.0

#nullable disable

using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Stochastic gradient descent, with momentum if asked for.</summary>
    public class SGD : OptimizerHelper, optim.IMomentum
    {
        /// <summary>Parameters in one group.</summary>
        public SGD(
            IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0,
            double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : this(
                [new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
        {
        }

        /// <summary>Parameters in groups; options that a group lacks are those given here.</summary>
        public SGD(
            IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0,
            double weight_decay = 0, bool nesterov = false, bool maximize = false)
        {
            Require(lr >= 0, $"learning rate: {lr}");
            Require(momentum >= 0, $"momentum value: {momentum}");
            Require(weight_decay >= 0, $"weight_decay value: {weight_decay}");
            Require(
                !nesterov || (momentum > 0 && dampening == 0),
                "options: Nesterov momentum requires a momentum and zero dampening");
            _defaults = new Options
            {
                LearningRate = lr,
                InitialLearningRate = lr,
                momentum = momentum,
                dampening = dampening,
                weight_decay = weight_decay,
                nesterov = nesterov,
                maximize = maximize,
            };
            foreach (var group in parameters)
            {
                add_param_group(group);
            }
        }

        /// <summary>The momentum of new groups.</summary>
        public double Momentum
        {
            get => ((Options)_defaults).momentum.Value;
            set => ((Options)_defaults).momentum = value;
        }

        /// <inheritdoc/>
        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var defaults = (Options)_defaults;
            var options = (Options)(param_group.Options ??= new Options());
            options.LearningRate ??= defaults.LearningRate;
            options.momentum ??= defaults.momentum;
            options.dampening ??= defaults.dampening;
            options.weight_decay ??= defaults.weight_decay;
            options.nesterov ??= defaults.nesterov;
            options.maximize ??= defaults.maximize;
            Add(param_group, parameter => new State(parameter));
        }

        /// <inheritdoc/>
        public override Tensor step(Func<Tensor> closure = null) => _step<Modules.ParamGroup>(Change, closure);

        private void Change(Modules.ParamGroup group)
        {
            var options = (Options)group.Options;
            var momentum = options.momentum.Value;
            var decay = options.weight_decay.Value;
            var alpha = options.maximize.Value ? group.LearningRate : -group.LearningRate;
            foreach (var parameter in group.Parameters)
            {
                using var given = parameter.grad;
                if (given is null)
                {
                    continue;
                }

                using var decayed = decay != 0 ? given.add(parameter, decay) : null;
                var gradient = decayed ?? given;
                if (momentum == 0)
                {
                    parameter.add_(gradient, alpha);
                    continue;
                }

                var state = (State)StateOf(parameter);
                if (state.momentum_buffer is null)
                {
                    state.momentum_buffer = gradient.clone().DetachFromDisposeScope();
                }
                else
                {
                    state.momentum_buffer.mul_(momentum).add_(gradient, 1 - options.dampening.Value);
                }

                using var ahead = options.nesterov.Value ? gradient.add(state.momentum_buffer, momentum) : null;
                parameter.add_(ahead ?? state.momentum_buffer, alpha);
            }
        }

        /// <summary>The momentum of a parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            /// <summary>The gradients so far, or null.</summary>
            public Tensor momentum_buffer;

            /// <summary>The state of a parameter.</summary>
            public State(Parameter parameter)
                : base(parameter)
            {
            }

            /// <summary>Gives the momentum back.</summary>
            public void Dispose() => momentum_buffer?.Dispose();

            /// <inheritdoc/>
            public override void SaveStateDict(
                BinaryWriter writer) =>
                SaveConditionalStateTensor(writer, momentum_buffer);

            /// <inheritdoc/>
            public override void LoadStateDict(BinaryReader reader) =>
                LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);

            /// <inheritdoc/>
            public override void LoadStateDict(OptimizerState source) =>
                momentum_buffer = Copy(((State)source).momentum_buffer, momentum_buffer);

            /// <inheritdoc/>
            public override bool ApproximatelyEquals(OptimizerState other) =>
                other is State state && (momentum_buffer is null || momentum_buffer.allclose(state.momentum_buffer));

            /// <inheritdoc/>
            public override void Initialize(OptimizerOptions options)
            {
                momentum_buffer?.Dispose();
                momentum_buffer = null;
            }
        }

        /// <summary>The options of a group.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>How much of the change before goes on.</summary>
            public double? momentum;

            /// <summary>How much of a gradient does not go into the momentum.</summary>
            public double? dampening;

            /// <summary>How much of a parameter counts as its gradient.</summary>
            public double? weight_decay;

            /// <summary>True to look ahead by the momentum.</summary>
            public bool? nesterov;

            /// <summary>True to climb.</summary>
            public bool? maximize;

            /// <inheritdoc/>
            public override void SaveStateDict(BinaryWriter writer)
            {
                base.SaveStateDict(writer);
                writer.Write(momentum.Value);
                writer.Write(dampening.Value);
                writer.Write(weight_decay.Value);
                writer.Write(nesterov.Value);
                writer.Write(maximize.Value);
            }

            /// <inheritdoc/>
            public override void LoadStateDict(BinaryReader reader)
            {
                base.LoadStateDict(reader);
                momentum = reader.ReadDouble();
                dampening = reader.ReadDouble();
                weight_decay = reader.ReadDouble();
                nesterov = reader.ReadBoolean();
                maximize = reader.ReadBoolean();
            }

            /// <inheritdoc/>
            public override void LoadStateDict(OptimizerOptions source)
            {
                base.LoadStateDict(source);
                var other = (Options)source;
                (momentum, dampening, weight_decay) = (other.momentum, other.dampening, other.weight_decay);
                (nesterov, maximize) = (other.nesterov, other.maximize);
            }
        }

        /// <summary>Parameters with the same options.</summary>
        public class ParamGroup : ParamGroup<Options>, optim.IMomentum
        {
            /// <summary>A group without parameters yet.</summary>
            public ParamGroup()
            {
            }

            /// <summary>Parameters and their options.</summary>
            public ParamGroup(IEnumerable<Parameter> parameters, Options options)
                : base(parameters, options)
            {
            }

            /// <summary>Parameters and their options.</summary>
            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 0.001, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false)
                : base(parameters, new Options
                {
                    LearningRate = lr,
                    momentum = momentum,
                    dampening = dampening,
                    weight_decay = weight_decay,
                    nesterov = nesterov,
                    maximize = maximize,
                })
            {
            }

            /// <summary>How much of the change before goes on.</summary>
            public double Momentum
            {
                get => Options.momentum.Value;
                set => Options.momentum = value;
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Stochastic gradient descent, with momentum if asked for.</summary>
            public static SGD SGD(
                IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <summary>Stochastic gradient descent, with momentum if asked for.</summary>
            public static SGD SGD(
                IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0,
                double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(
                    parameters.Select(named => named.parameter), learningRate, momentum, dampening, weight_decay,
                    nesterov, maximize);

            /// <summary>Stochastic gradient descent, with momentum if asked for, of groups of parameters.</summary>
            public static SGD SGD(
                IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
