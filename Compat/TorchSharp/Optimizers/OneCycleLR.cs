// SPDX-License-Identifier: Apache-2.0

using static TorchSharp.torch.optim.lr_scheduler.impl.OneCycleLR;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>The rate up to its greatest and down to nearly none, the momentum the other way.</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly int _total;
                    private readonly bool _momentumToo;
                    private readonly AnnealStrategy _strategy;
                    private readonly (double End, double[] Rates, double[] Momenta)[] _turns;

                    /// <summary>The same rates and momenta for all groups.</summary>
                    public OneCycleLR(
                        Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1,
                        int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true,
                        double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25,
                        double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1,
                        bool verbose = false)
                        : this(
                            optimizer, Enumerable.Repeat(max_lr, optimizer.ParamGroups.Count()), total_steps, epochs,
                            steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                            Enumerable.Repeat(base_momentum, optimizer.ParamGroups.Count()),
                            Enumerable.Repeat(max_momentum, optimizer.ParamGroups.Count()), div_factor,
                            final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    /// <summary>Rates and momenta for each group.</summary>
                    public OneCycleLR(
                        Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1,
                        int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true,
                        IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null,
                        double div_factor = 25, double final_div_factor = 10000, bool three_phase = false,
                        int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (cycle_momentum && optimizer is not (IMomentum or IBetas))
                        {
                            throw new ArgumentException(
                                "optimizer must support momentum with `cycle_momentum` option enabled");
                        }

                        if (pct_start is < 0 or > 1)
                        {
                            throw new ArgumentException(
                                $"Expected float between 0 and 1 for pct_start, but got {pct_start}");
                        }

                        (_strategy, _momentumToo, _total) = (anneal_strategy, cycle_momentum, Total(
                            total_steps, epochs, steps_per_epoch));
                        double[] most = [.. max_lr];
                        double[] first = [.. most.Select(rate => rate / div_factor)];
                        double[] last = [.. first.Select(rate => rate / final_div_factor)];
                        double[] low = [.. base_momentum ?? Enumerable.Repeat(0.85, most.Length)];
                        double[] high = [.. max_momentum ?? Enumerable.Repeat(0.95, most.Length)];
                        var (up, end) = ((pct_start * _total) - 1, _total - 1.0);
                        _turns = three_phase
                            ? [(0, first, high), (up, most, low), (2 * up, first, high), (end, last, high)]
                            : [(0, first, high), (up, most, low), (end, last, high)];
                        step();
                    }

                    /// <summary>How the rate goes from one value to the next.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Along half a wave of a cosine.</summary>
                        Cos,

                        /// <summary>Straight.</summary>
                        Linear,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch > _total)
                        {
                            throw new InvalidOperationException(
                                $"Tried to step {LastEpoch + 1} times; the number of total steps is {_total}");
                        }

                        var turn = 1;
                        while (turn < _turns.Length - 1 && LastEpoch > _turns[turn].End)
                        {
                            ++turn;
                        }

                        var (from, to) = (_turns[turn - 1], _turns[turn]);
                        var way = (LastEpoch - from.End) / (to.End - from.End);
                        foreach (var (n, group) in Groups.ToList().Index())
                        {
                            var momentum = Between(from.Momenta[n], to.Momenta[n], way);
                            switch (_momentumToo ? group : null)
                            {
                                case IBetas betas:
                                    betas.Betas = (momentum, betas.Betas.Item2);
                                    break;
                                case IMomentum controlled:
                                    controlled.Momentum = momentum;
                                    break;
                                default:
                                    break;
                            }
                        }

                        return from.Rates.Zip(to.Rates, (start, end) => Between(start, end, way));
                    }

                    private static int Total(int steps, int epochs, int each)
                    {
                        if (steps == -1 && (epochs == -1 || each == -1))
                        {
                            throw new ArgumentException(
                                "You must define either total_steps OR (epochs AND steps_per_epoch)");
                        }

                        var total = steps != -1 ? steps : epochs * each;
                        return total > 0 ? total : throw new ArgumentException(
                            $"Expected positive integer total_steps, but got {total}");
                    }

                    private double Between(double start, double end, double way) => _strategy == AnnealStrategy.Cos
                        ? end + ((start - end) / 2 * (Math.Cos(Math.PI * way) + 1))
                        : ((end - start) * way) + start;
                }
            }

            /// <summary>The rate up to its greatest and down to nearly none, the momentum the other way.</summary>
            public static LRScheduler OneCycleLR(
                Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1,
                double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true,
                double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25,
                double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(
                    optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                    base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            /// <summary>The rate up to its greatest and down to nearly none, the momentum the other way.</summary>
            public static LRScheduler OneCycleLR(
                Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1,
                int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos,
                bool cycle_momentum = true, IEnumerable<double>? base_momentum = null,
                IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 10000,
                bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(
                    optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                    base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);
        }
    }
}
