// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Lint;
using Xunit;

namespace Rtlgen.Tests.Verification.Lint;

public sealed class LintMatrixTests
{
    [Fact]
    public void Three_parsers_accept_every_configuration_without_a_word()
    {
        var designs = HardwareConfigs.LintMatrix.Select(new DesignEmitter().Emit).ToList();
        var findings = LintCheck.Run(designs).SelectMany(list => list);
        Assert.Empty(findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public void The_matrix_meets_every_value_of_every_dimension()
    {
        var matrix = HardwareConfigs.LintMatrix;
        var (runTime, frozen) = (matrix.Where(config => config.Frozen is null).ToList(), matrix.Where(config => config.Frozen is not null).ToList());
        Assert.Equal(matrix.Count, matrix.Select(config => config.Name).Distinct().Count());
        Assert.True(matrix.Count >= 32);
        Assert.Equal(3, runTime.Select(config => config.Container).Distinct().Count());
        Assert.Equal([1, 2, 3, 4, 5, 7, 8, 16, 32], runTime.Select(config => config.Lanes).Distinct().Order());
        Assert.Equal([2, 3, 4, 8, 16, 64], runTime.Select(config => config.Rows).Distinct().Order());
        Assert.Equal([16, 32], runTime.Select(config => config.Word).Distinct().Order());
        Assert.Equal([3, 4, 5, 6], runTime.Select(config => config.Depth.Stages).Distinct().Order());
        Assert.Equal([3, 4, 5, 6], frozen.Select(config => config.Depth.Stages).Distinct().Order());
        Assert.Equal(11, runTime.Select(config => string.Join(',', config.Coders)).Distinct().Count());
        Assert.Equal(3, runTime.Select(config => string.Join(',', config.Roundings)).Distinct().Count());
        Assert.Equal(6, runTime.Select(config => (config.Container, config.Word)).Distinct().Count());

        var lossless = frozen.Where(config => config.Frozen!.Mantissa == config.Container.MantissaBits).ToList();
        Assert.Equal(8, lossless.Select(config => (config.Frozen!.Coder, config.Frozen.Sign)).Distinct().Count());
        Assert.Equal(4, frozen.Except(lossless).Select(config => config.Frozen!.Coder).Distinct().Count());
        Assert.Equal(2, frozen.Except(lossless).Select(config => config.Frozen!.Sign).Distinct().Count());
    }
}
