// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit.Sdk;

namespace Rtlgen.Tests;

/// <summary>Random tests whose inputs are the same in every run, and how to run them on others.</summary>
/// <remarks>The environment variable <c>RTLGEN_SEED</c> replaces the seed.</remarks>
internal static class Properties
{
    private const string SeedVariable = "RTLGEN_SEED";
    private const ulong DefaultSeed = 20_220_413_666;

    /// <summary>The seed of every random test of this run.</summary>
    public static ulong Seed { get; } =
        Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } seed
            ? ulong.Parse(seed, CultureInfo.InvariantCulture)
            : DefaultSeed;

    /// <summary>Holds a law to random inputs; a failure shows the input, the seed and how to run it again.</summary>
    /// <param name="inputs">Where inputs come from, and how they shrink.</param>
    /// <param name="law">Throws where the law is broken.</param>
    /// <param name="cases">How many inputs.</param>
    /// <param name="test">The test's name.</param>
    public static void Hold<T>(Arbitrary<T> inputs, Action<T> law, int cases = 200, [CallerMemberName] string test = "")
    {
        var random = new Rnd(Seed, Gamma(test));
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(cases)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(random, FSharpOption<int>.None)));
        try
        {
            Prop.ForAll(inputs, law).Check(config);
        }
        catch (Exception exception)
        {
            throw new XunitException(
                $"{exception.Message}\nseed {Seed}; run again with\n"
                + $"    {SeedVariable}={Seed} dotnet test Tests --filter FullyQualifiedName~{test}");
        }
    }

    /// <inheritdoc cref="Hold{T}(Arbitrary{T}, Action{T}, int, string)"/>
    public static void Hold<T>(Gen<T> inputs, Action<T> law, int cases = 200, [CallerMemberName] string test = "") =>
        Hold(inputs.ToArbitrary(), law, cases, test);

    /// <summary>Random inputs for a test that needs them all at once.</summary>
    public static T[] Sample<T>(Gen<T> inputs, int count, [CallerMemberName] string test = "") =>
        [.. inputs.Sample(count, new Rnd(Seed, Gamma(test)), 50)];

    /// <summary>A random sequence of its own for a test that draws for itself.</summary>
    public static Random Random([CallerMemberName] string test = "") => new(unchecked((int)(Seed ^ Gamma(test))));

    // Tests of one run draw different inputs. The increment of FsCheck's generator must be odd.
    private static ulong Gamma(string test)
    {
        var hash = 14_695_981_039_346_656_037;
        foreach (var letter in test)
        {
            hash = unchecked((hash ^ letter) * 1_099_511_628_211);
        }

        return hash | 1;
    }
}
