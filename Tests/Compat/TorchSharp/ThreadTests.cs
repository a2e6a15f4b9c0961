// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;

namespace Rtlgen.Tests.Compat.Torch;

/// <summary>How many threads an operator uses.</summary>
[Collection(nameof(RandomTests))]
public sealed partial class ThreadTests : IDisposable
{
    private readonly int _before = torch.get_num_threads();

    public void Dispose() => torch.set_num_threads(_before);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Matrix_products_use_as_many_threads_as_were_set(int threads)
    {
        torch.set_num_threads(threads);
        Assert.Equal(threads, torch.get_num_threads());
        Assert.Equal(threads, BlasThreads());
    }

    // The library that libtorch's own BLAS calls go to: loaded already, or its threads would be another's.
    [LibraryImport("libopenblas.so.0", EntryPoint = "openblas_get_num_threads")]
    private static partial int BlasThreads();
}
