// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit;
using Xunit.Sdk;

namespace Rtlgen.Tests;

/// <summary>Random tests whose inputs are the same in every run, and how to run them on others.</summary>
/// <remarks>
/// The environment variable <c>RTLGEN_SEED</c> replaces the seed: a number, or the three numbers of a single case.
/// Tests whose inputs have a type of <see cref="RandomInputs"/> carry <see cref="LawAttribute"/>, others call
/// <see cref="Hold{T}(Gen{T}, Action{T}, int, string)"/>.
/// </remarks>
internal static partial class Properties
{
    private const string SeedVariable = "RTLGEN_SEED";

    private static readonly string Given =
        Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } given ? given : "20220413666";

    private static readonly string[] Numbers = Given.Split(',');

    /// <summary>The seed of every random test of this run.</summary>
    public static ulong Seed { get; } = ulong.Parse(Numbers[0], CultureInfo.InvariantCulture);

    /// <summary>Holds a law to random inputs; a failure shows the input, the seed and how to run it again.</summary>
    /// <param name="inputs">Where inputs come from, and how they shrink.</param>
    /// <param name="law">Throws where the law is broken.</param>
    /// <param name="cases">How many inputs.</param>
    /// <param name="test">The test's name.</param>
    public static void Hold<T>(Arbitrary<T> inputs, Action<T> law, int cases = 200, [CallerMemberName] string test = "")
    {
        ulong[] start =
            [.. Start(test).Split(',').Select(number => ulong.Parse(number, CultureInfo.InvariantCulture))];
        var size = start.Length > 2 ? FSharpOption<int>.Some((int)start[2]) : FSharpOption<int>.None;
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(cases)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(start[0], start[1]), size)));
        try
        {
            Prop.ForAll(inputs, law).Check(config);
        }
        catch (Exception exception)
        {
            throw new XunitException($"{exception.Message}\n{RunAgain(exception.Message)}");
        }
    }

    /// <inheritdoc cref="Hold{T}(Arbitrary{T}, Action{T}, int, string)"/>
    public static void Hold<T>(Gen<T> inputs, Action<T> law, int cases = 200, [CallerMemberName] string test = "") =>
        Hold(inputs.ToArbitrary(), law, cases, test);

    /// <summary>Where random inputs start, in FsCheck's words: seed, increment and, of a single case, size.</summary>
    /// <param name="test">The test's name.</param>
    public static string Start(string test) => Numbers.Length > 1 ? Given : $"{Seed},{Gamma(test)}";

    /// <summary>How the running test is run again.</summary>
    /// <param name="failure">What FsCheck says of it, which has the numbers of the failed case.</param>
    public static string RunAgain(string failure)
    {
        var method = TestContext.Current.TestMethod;
        var name = $"{method?.TestClass.TestClassName}.{method?.MethodName}";
        var command = $"dotnet test Tests -c Release --filter FullyQualifiedName={name}";
        var text = $"seed {Given}; run again with\n    {SeedVariable}={Given} {command}";
        return LastStep().Match(failure).Groups is [{ Success: true }, var size, var seed, var gamma]
            ? $"{text}\nor that case alone\n    {SeedVariable}={seed},{gamma},{size} {command}"
            : text;
    }

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

    [GeneratedRegex(@"size of (\d+) and seed of \((\d+),(\d+)\)")]
    private static partial Regex LastStep();
}
