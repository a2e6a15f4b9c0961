// SPDX-License-Identifier: Apache-2.0
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class SampleTests
{
    [Fact]
    public void The_sample_holds_the_kernels_that_its_page_lists()
    {
        using var file = TensorFiles.Open(Path.Combine(Root(), "samples", "esrgan-medium-sample.safetensors"));
        Assert.Equal(
            ["F_m1/kernel F32 [3, 3, 3, 64]", "F_0/kernel F32 [3, 3, 64, 64]", "LFF_1/kernel F32 [1, 1, 128, 64]",
                "UPN2/kernel F32 [3, 3, 64, 32]"],
            file.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal(65_216, file.Tensors.Sum(tensor => tensor.ElementCount));
        Assert.Equal("MIT", file.Metadata["license"]);
        Assert.Equal(0xC92F66E2u,
            file.Tensors.Aggregate(0u, (crc, tensor) => Crc32.Append(crc, file.ReadBytes(tensor))));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "rtlgen.sln")))
        {
            folder = folder.Parent
                ?? throw new DirectoryNotFoundException("rtlgen.sln is in no folder above the tests");
        }

        return folder.FullName;
    }
}
