// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedulers, which change learning rates over time.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Changes the rates of an optimiser step by step; the first step is made at once.</summary>
            public abstract class LRScheduler
            {
                /// <summary>How many steps there were.</summary>
                protected int _step_count;

                private readonly Optimizer? _optimizer;
                private readonly bool _verbose;

                /// <summary>A scheduler of no optimiser.</summary>
                protected LRScheduler()
                {
                }

                /// <summary>A scheduler of an optimiser, which has made so many steps and one.</summary>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    (_optimizer, LastEpoch, _verbose) = (optimizer, last_epoch, verbose);
                    BaseRates = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                    LastRates = [.. Rates];
                }

                private protected int LastEpoch { get; private set; }

                private protected double[] BaseRates { get; } = [];

                private protected double[] LastRates { get; } = [];

                private protected IEnumerable<double> Rates => Groups.Select(group => group.LearningRate);

                private protected IEnumerable<ILearningRateController> Groups => _optimizer?.ParamGroups ?? [];

                /// <summary>Makes a step.</summary>
                public virtual void step() => step(null);

                /// <summary>Makes a step, or goes to one.</summary>
                public virtual void step(int? epoch)
                {
                    ++_step_count;
                    LastEpoch = epoch ?? LastEpoch + 1;
                    double[] rates = [.. epoch is null ? get_lr() : get_closed_form_lr()];
                    foreach (var (n, group) in Groups.ToList().Index())
                    {
                        if (_verbose && rates[n] != LastRates[n])
                        {
                            Console.WriteLine($"Adjusting learning rate to {rates[n]}");
                        }

                        group.LearningRate = LastRates[n] = rates[n];
                    }
                }

                /// <summary>Makes a step, whatever the quantity watched.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates that the last step set.</summary>
                public IEnumerable<double> get_last_lr() => LastRates;

                /// <summary>The rates of this step from those of the one before.</summary>
                protected virtual IEnumerable<double> get_lr() => Rates;

                /// <summary>The rates of this step from the first ones.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();
            }
        }
    }
}
