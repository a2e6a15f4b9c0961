// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Training.Run;

/// <summary>The learning rate of every step: it follows from the step alone, so that nothing has to be saved.</summary>
public static class RateSchedule
{
    private const double WarmShare = 0.3;
    private const double FirstDivisor = 25;
    private const double LastDivisor = 1e4;

    /// <summary>Names on the command line.</summary>
    public static IReadOnlyList<string> Names { get; } = ["one-cycle", "cosine", "steps", "constant"];

    /// <summary>The rate of a step.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="highest">The highest rate.</param>
    /// <param name="step">The step, counted from 0.</param>
    /// <param name="steps">Steps of the whole run.</param>
    /// <returns>The rate, and true if it has jumped since the step before.</returns>
    /// <remarks>
    /// <c>one-cycle</c> (Smith and Topin, 2019): over 30 % of the run from 1/25 up, then down to 1/250,000, both along
    /// a cosine. <c>steps</c>: a tenth after one half, a hundredth after three quarters.
    /// </remarks>
    public static (double Rate, bool Jumped) At(string name, double highest, long step, long steps)
    {
        var done = (double)step / steps;
        switch (name)
        {
            case "one-cycle":
                var (first, last) = (highest / FirstDivisor, highest / FirstDivisor / LastDivisor);
                return done < WarmShare
                    ? (Along(first, highest, done / WarmShare), false)
                    : (Along(highest, last, (done - WarmShare) / (1 - WarmShare)), false);
            case "cosine":
                return (Along(highest, 0, done), false);
            case "steps":
                var power = done < 0.5 ? 0 : done < 0.75 ? 1 : 2;
                var before = (double)(step - 1) / steps;
                var jumped = step > 0 && (before < 0.5 ? 0 : before < 0.75 ? 1 : 2) != power;
                return (highest * Math.Pow(0.1, power), jumped);
            case "constant":
                return (highest, false);
            default:
                throw new ArgumentException($"--schedule is '{name}', must be one of {string.Join(", ", Names)}");
        }
    }

    private static double Along(double from, double to, double share) =>
        to + ((from - to) * 0.5 * (1 + Math.Cos(Math.PI * share)));
}
