// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Runtime.CompilerServices;
using FsCheck.Xunit;
using Xunit;
using Xunit.v3;

namespace Rtlgen.Tests;

/// <summary>
/// A law that must hold for random inputs; a failure shows the input, the seed and how to run it again.
/// </summary>
/// <remarks>
/// FsCheck's own attribute with the seed of <see cref="Properties"/>; inputs are those of <see cref="RandomInputs"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LawAttribute : PropertyAttribute, IFactAttribute, IBeforeAfterTestAttribute
{
    /// <summary>Holds a law.</summary>
    /// <param name="cases">How many inputs.</param>
    /// <param name="test">The test's name.</param>
    /// <param name="file">The test's source file.</param>
    /// <param name="line">The line there.</param>
    public LawAttribute(
        int cases = 200,
        [CallerMemberName] string test = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
    {
        File = file;
        Line = line;
        Cases = cases;
        Test = test;
        MaxTest = cases;
        Arbitrary = [typeof(RandomInputs)];
        Replay = Properties.Start(test);
        QuietOnSuccess = true;
    }

    /// <summary>How many inputs.</summary>
    public int Cases { get; }

    /// <summary>The test's name.</summary>
    public string Test { get; }

    /// <summary>The test's source file.</summary>
    public string File { get; }

    /// <summary>The line there.</summary>
    public int Line { get; }

    /// <summary>How many inputs in <c>./test --full</c>, if more.</summary>
    public int Full
    {
        get => MaxTest;
        set => MaxTest = HardwareConfigs.Full ? value : Cases;
    }

    // FsCheck's attribute would name its own source.
    string IFactAttribute.SourceFilePath => File;

    int? IFactAttribute.SourceLineNumber => Line;

    /// <inheritdoc/>
    public void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
    }

    // FsCheck's message is made by then, and has no room for more: this is printed below it.
    /// <inheritdoc/>
    public void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (TestContext.Current.TestState is { Result: TestResult.Failed, ExceptionMessages: var messages })
        {
            TestContext.Current.TestOutputHelper?.WriteLine(Properties.RunAgain(string.Join('\n', messages ?? [])));
        }
    }
}
