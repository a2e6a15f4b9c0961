// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Own;

namespace Rtlgen.Training.Methods;

/// <summary>Makes methods by name.</summary>
public static class LengthMethods
{
    private static readonly OrderedDictionary<string, Func<ILengthMethod>> All = new()
    {
        ["fp32"] = () => new Fp32Lengths(),
        ["bf16"] = () => new Bf16Lengths(),
        ["qm"] = () => new QuantumMantissa(),
        ["qe"] = () => new QuantumExponent(),
        ["qm+qe"] = () => new QuantumBoth(),
        ["bitchop"] = () => new BitChop(),
        ["bitwave"] = () => new BitWave(),
        ["static"] = () => new StaticLengths(),
    };

    /// <summary>Names on the command line.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Keys];

    /// <summary>Makes a method.</summary>
    /// <param name="name">One of <see cref="Names"/>, or a user's class (<see cref="OwnClass"/>).</param>
    /// <exception cref="ArgumentException">There is no such method.</exception>
    /// <exception cref="InvalidDataException">A user's class is not suited; the message is one line.</exception>
    /// <returns>The method, not attached.</returns>
    public static ILengthMethod Make(string name) => OwnClass.Is(name) ? new OwnMethod(OwnClass.Parse(name))
        : All.TryGetValue(name, out var make) ? make()
            : throw new ArgumentException($"--method is '{name}', must be one of {string.Join(", ", Names)}");

    /// <summary>Whether a method rounds its lengths up in the last part of a run, and leaves them.</summary>
    /// <param name="name">Its name.</param>
    internal static bool Freezes(string name) => All.TryGetValue(name, out var make) && make() is QuantumLengths;
}
