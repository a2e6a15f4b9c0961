// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Data;
using Rtlgen.Training.Methods;
using Rtlgen.Training.Models;
using Rtlgen.Training.Stash;

namespace Rtlgen.Training.Own;

/// <summary>What a user's class can be.</summary>
/// <param name="Option">The option that takes it.</param>
/// <param name="Noun">What it is called.</param>
/// <param name="Base">What it derives from or implements.</param>
/// <param name="Given">Types of what its constructor may ask for.</param>
internal sealed record OwnKind(string Option, string Noun, Type Base, IReadOnlyList<Type> Given)
{
    /// <summary>A network.</summary>
    public static OwnKind Network { get; } =
        new("--model", "network", typeof(Network), [typeof(StashSet), typeof(DataSet)]);

    /// <summary>A method that settles lengths.</summary>
    public static OwnKind Method { get; } = new("--method", "length method", typeof(ILengthMethod), []);

    /// <summary>A data set.</summary>
    public static OwnKind Data { get; } = new("--data", "data set", typeof(DataSet), [typeof(DataOptions)]);

    /// <summary>What an option takes.</summary>
    /// <param name="option">Its name.</param>
    /// <exception cref="ArgumentException">It takes no class.</exception>
    public static OwnKind Of(string option) =>
        Array.Find([Network, Method, Data], kind => kind.Option == option)
        ?? throw new ArgumentException($"{option} takes no class");
}
