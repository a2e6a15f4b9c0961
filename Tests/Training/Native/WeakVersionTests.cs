// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Rtlgen.Training.Native;
using Xunit;

namespace Rtlgen.Tests.Training.Native;

/// <summary><see cref="WeakVersion"/>: one bit of a copy, or a refusal.</summary>
public sealed class WeakVersionTests
{
    private const string Provider = "libstdc++.so.6";
    private const string Version = "GLIBCXX_3.4.32";

    private static readonly byte[] Library = File.ReadAllBytes(
        Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"));

    [Fact]
    public void The_copy_differs_in_one_bit_and_the_original_not_at_all()
    {
        var before = Library.ToArray();
        var copy = WeakVersion.Make(Library, Provider, Version);
        Assert.Equal(before, Library);
        Assert.Equal(1, Library.Zip(copy, (a, b) => BitOperations.PopCount((uint)(a ^ b))).Sum());
    }

    [Fact]
    public void A_copy_is_not_made_weak_twice()
    {
        var copy = WeakVersion.Make(Library, Provider, Version);
        Refuses(copy, Provider, Version, "has flags already");
    }

    [Theory]
    [InlineData(Provider, "GLIBCXX_3.4.99", "0 times")]
    [InlineData("libm.so.6", Version, "0 times")]
    public void A_version_that_is_not_needed_is_refused(string provider, string version, string reason) =>
        Refuses(Library, provider, version, reason);

    [Fact]
    public void A_version_whose_symbols_are_used_is_refused() =>
        Refuses(Library, Provider, "GLIBCXX_3.4.21", "uses a symbol of");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(16, 2)]
    public void What_is_no_shared_library_of_64_bits_is_refused(int place, byte value)
    {
        var other = Library.ToArray();
        other[place] = value;
        Refuses(other, Provider, Version, "no shared library");
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        for (var length = 0; length < Library.Length; length += 49_999)
        {
            var part = Library[..length];
            Assert.Throws<InvalidDataException>(() => WeakVersion.Make(part, Provider, Version));
        }
    }

    [Fact]
    public void The_library_that_is_loaded_says_its_version() => Assert.StartsWith("2.", TorchLibrary.Load());

    private static void Refuses(byte[] library, string provider, string version, string reason)
    {
        var exception = Assert.Throws<InvalidDataException>(() => WeakVersion.Make(library, provider, version));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }
}
