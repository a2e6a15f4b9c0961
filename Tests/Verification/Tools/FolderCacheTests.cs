// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Verification.Tools;

public sealed class FolderCacheTests
{
    private readonly FolderCache _cache = new(Directory.CreateTempSubdirectory("rtlgen").FullName);

    [Fact]
    public void A_folder_is_built_once_however_many_ask_for_it()
    {
        var builds = 0;
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            var folder = _cache.GetOrBuild("thing", unfinished =>
            {
                Interlocked.Increment(ref builds);
                Thread.Sleep(50);
                File.WriteAllText(Path.Combine(unfinished, "file"), "whole");
            });
            Assert.Equal("whole", File.ReadAllText(Path.Combine(folder, "file")));
        });

        Assert.Equal(1, builds);
    }

    [Fact]
    public void A_build_that_throws_can_be_tried_again()
    {
        Assert.Throws<InvalidDataException>(() => _cache.GetOrBuild("thing", _ => throw new InvalidDataException()));
        var folder = _cache.GetOrBuild("thing", _ => { });
        Assert.True(Directory.Exists(folder));
        Assert.Single(Directory.EnumerateDirectories(_cache.Root));
    }

    [Fact]
    public void Keys_tell_texts_apart_however_they_are_split()
    {
        string[] keys = [FolderCache.Key("ab", "c"), FolderCache.Key("a", "bc"), FolderCache.Key("abc"), FolderCache.Key("ab", "c", "")];
        Assert.Equal(4, keys.Distinct().Count());
        Assert.Equal(keys[0], FolderCache.Key("ab", "c"));
    }
}
