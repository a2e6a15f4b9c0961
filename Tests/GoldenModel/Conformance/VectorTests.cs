// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Conformance;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Conformance;

public sealed class VectorTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Repository.Path("vectors"), "*.json").Order().Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_golden_model_agrees_with_every_vector(string file)
    {
        var vector = ConformanceVector.Read(Repository.Path("vectors", file));
        Assert.Null(GoldenCheck.FirstDifference(vector));
    }

    [Fact]
    public void There_are_vectors() => Assert.True(Files.Count >= 48);
}
