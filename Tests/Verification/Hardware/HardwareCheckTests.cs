// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Conformance;
using Rtlgen.Verification.Hardware;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Verification.Hardware;

public sealed class HardwareCheckTests
{
    [Fact]
    public void The_hardware_passes_the_conformance_vectors()
    {
        var files = Directory.GetFiles(Repository.Path("vectors"), "*.json").Order(StringComparer.Ordinal).ToList();
        Assert.True(files.Count >= 48);
        using var check = new HardwareCheck();

        // One processor for each configuration: vectors that share one wait for its build anyway.
        var groups = files.Select(file => (Name: Path.GetFileName(file), Vector: ConformanceVector.Read(file)))
            .GroupBy(entry => (
                entry.Vector.Descriptor.Container, entry.Vector.Descriptor.Lanes, entry.Vector.Descriptor.Rows, entry.Vector.Descriptor.Word));
        var differences = OrderedParallel.Select(
            groups, group => group.Select(entry => (entry.Name, Difference: check.FirstDifference(entry.Vector))).ToList());
        Assert.Empty(differences.SelectMany(list => list)
            .SelectMany(entry => entry.Difference is null ? Array.Empty<string>() : [$"{entry.Name}: {entry.Difference}"]));
    }

    [Fact]
    public void A_difference_names_half_and_field()
    {
        var vector = ConformanceVector.Read(
            Directory.GetFiles(Repository.Path("vectors"), "*.json").Order(StringComparer.Ordinal).First());
        using var check = new HardwareCheck();
        var restored = vector.Restored.ToArray();
        restored[0] ^= 1;
        Assert.StartsWith(
            "decoder: restored", check.FirstDifference(vector with { Restored = restored }), StringComparison.Ordinal);
        var values = vector.Values.ToArray();
        values[0] ^= 1u << 30;
        Assert.StartsWith(
            "encoder: ", check.FirstDifference(vector with { Values = values }), StringComparison.Ordinal);
    }
}
