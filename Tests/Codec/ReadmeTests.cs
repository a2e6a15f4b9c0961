// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Formats;
using Xunit;

namespace Rtlgen.Tests.Codec;

/// <summary>The sample of Codec/README.md is the code between the two marks below.</summary>
public sealed class ReadmeTests
{
    private const string Start = "// sample";
    private const string End = "// end of sample";

    [Fact]
    public void The_sample_runs()
    {
        // sample
        float[] weights = [0.5f, -0.25f, 0.125f, 3, float.NaN, -0f, 1e-30f, 0.75f];
        var descriptor = Descriptor.Lossless(Container.Fp32, Coder.Peak) with { Count = weights.Length };
        var values = MemoryMarshal.AsBytes(weights.AsSpan());

        // Encode: destinations have room for the worst case, the result says how much was written.
        var data = new byte[SfpCodec.MaxDataBytes(descriptor)];
        var metadata = new byte[SfpCodec.MetadataBytes(descriptor)];
        var size = SfpCodec.Encode(descriptor, values, data, metadata, threads: 2);

        // Decode: streams of just that size; anything else is refused before a value is written.
        var restored = new float[weights.Length];
        SfpCodec.Decode(
            descriptor,
            data.AsSpan(0, size.DataBytes),
            metadata.AsSpan(0, size.MetadataBytes),
            MemoryMarshal.AsBytes(restored.AsSpan()),
            threads: 2);

        // end of sample
        Assert.True(values.SequenceEqual(MemoryMarshal.AsBytes(restored.AsSpan())));
    }

    [Fact]
    public void The_readme_shows_the_sample_that_runs()
    {
        var source = File.ReadAllLines(Repository.Path("Tests", "Codec", "ReadmeTests.cs"));
        var readme = File.ReadAllLines(Repository.Path("Codec", "README.md"));
        Assert.Equal(Between(source, Start, End), Between(readme, "```csharp", "```"));
    }

    private static string Between(string[] lines, string start, string end)
    {
        var body = lines.SkipWhile(line => line.Trim() != start).Skip(1)
            .TakeWhile(line => line.Trim() != end).ToArray();
        var indent = body.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', body.Select(line => line.Length > 0 ? line[indent..] : "")).Trim();
    }
}
