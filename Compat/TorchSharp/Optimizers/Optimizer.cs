// SPDX-License-Identifier: Apache-2.0

#nullable disable

using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimisers, which change parameters by their gradients.</summary>
    public static partial class optim
    {
        /// <summary>Something with a rate that schedulers set.</summary>
        public interface ILearningRateController
        {
            /// <summary>The rate now.</summary>
            double LearningRate { get; set; }

            /// <summary>The rate at the start.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>Something with a momentum that schedulers set.</summary>
        public interface IMomentum
        {
            /// <summary>The momentum.</summary>
            double Momentum { get; set; }
        }

        /// <summary>Something with two decays instead of a momentum.</summary>
        public interface IBetas
        {
            /// <summary>The decays of the gradient's mean and of its square's.</summary>
            (double, double) Betas { get; set; }
        }

        /// <summary>Changes parameters by their gradients.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            /// <summary>The groups of parameters, each with options of its own.</summary>
            protected IList<ParamGroup> _parameter_groups = [];

            private protected Optimizer()
            {
            }

            /// <summary>The groups of parameters, as schedulers see them.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>Gives the state back.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Makes all gradients zero.</summary>
            public virtual void zero_grad()
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    gradient?.zero_();
                }
            }

            /// <summary>Adds a group of parameters.</summary>
            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            /// <summary>Changes the parameters once; gives what the closure computed, or null.</summary>
            public virtual Tensor step(Func<Tensor> closure = null) => throw new NotImplementedException("step");

            /// <summary>All parameters.</summary>
            public virtual IEnumerable<Parameter> parameters(
                ) =>
                _parameter_groups.SelectMany(group => group.Parameters);

            /// <summary>Gives the state back.</summary>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>The options of all groups and the state of all parameters.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>The options of the groups.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>The state of the parameters.</summary>
                public List<OptimizerState> State { get; } = [];

                /// <summary>For each group the places of its parameters in the state.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }
    }
}
