// SPDX-License-Identifier: Apache-2.0
using Rtlgen.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_appears_whole_with_nothing_beside_it()
    {
        AtomicFile.Write(_folder["x"], stream =>
        {
            stream.Write(new byte[100_000]);
            stream.Write([1, 2, 3]);
            Assert.Equal(100_003, stream.Position);
            Assert.DoesNotContain("x", _folder.Names);
        });
        Assert.Equal(100_003, new FileInfo(_folder["x"]).Length);
        Assert.Equal(["x"], _folder.Names);
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        _folder.Write("x", 7);
        var error = Assert.Throws<InvalidDataException>(() => AtomicFile.Write(_folder["x"], stream =>
        {
            stream.Write(new byte[100_000]);
            throw new InvalidDataException("mine");
        }));
        Assert.Equal("mine", error.Message);
        Assert.Equal(["x"], _folder.Names);
        Assert.Equal([7], File.ReadAllBytes(_folder["x"]));
    }

    [Fact]
    public void A_replaced_file_keeps_its_permissions_and_its_links()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;
        File.SetUnixFileMode(_folder.Write("x", 7), mode);
        File.CreateSymbolicLink(_folder["link"], "x");
        AtomicFile.Write(_folder["link"], stream => stream.WriteByte(8));
        Assert.Equal([8], File.ReadAllBytes(_folder["x"]));
        Assert.Equal("x", new FileInfo(_folder["link"]).LinkTarget);
        Assert.Equal(mode, File.GetUnixFileMode(_folder["x"]));
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(_folder["none/x"], _ => { }));
        Assert.StartsWith(_folder["none/x"] + ": there is no folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_not_replaced() =>
        Assert.EndsWith(": is a folder", Error(_folder[""]), StringComparison.Ordinal);

    [Fact]
    public void A_full_device_is_an_error_that_names_it()
    {
        if (File.Exists("/dev/full"))
        {
            Assert.Equal("/dev/full: no space left on device", Error("/dev/full"));
        }
    }

    [Fact]
    public void A_place_without_permission_is_an_error_that_names_it()
    {
        if (Directory.Exists("/proc/self"))
        {
            Assert.StartsWith("/proc/version: ", Error("/proc/version"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        if (File.Exists("/dev/null"))
        {
            AtomicFile.Write("/dev/null", stream => stream.WriteByte(1));
            Assert.DoesNotContain(Directory.GetFiles("/dev"), name =>
                name.Contains(".rtlgen-", StringComparison.Ordinal));
            Assert.Equal(0, new FileInfo("/dev/null").Length);
        }
    }

    private static string Error(string path) =>
        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream => stream.WriteByte(1))).Message;
}
