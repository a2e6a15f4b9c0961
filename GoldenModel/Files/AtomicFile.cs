// SPDX-License-Identifier: Apache-2.0
namespace Rtlgen.GoldenModel.Files;

/// <summary>Writes a file wholly or not at all.</summary>
/// <remarks>
/// The content goes to a temporary file in the same folder, is forced to the disk, and takes the destination's place
/// in one step. A symbolic link stays and its target is replaced. A pipe or a device (<c>/dev/stdout</c>) is written
/// to directly.
/// </remarks>
public static class AtomicFile
{
    /// <summary>Writes a file; when anything throws, the old file is as it was.</summary>
    /// <param name="path">Path of the file, in a folder that exists.</param>
    /// <param name="write">Writes the content; the stream cannot seek, and its position counts the bytes.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The file cannot be written; the message has the path and the reason. What
    /// <paramref name="write"/> throws itself passes unchanged.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var target = Path.GetFullPath(path);
        using var direct = Attempt(path, () => OpenDirect(ref target));
        if (direct is not null)
        {
            Fill(direct, path, write);
            return;
        }

        using var temporary = OpenTemporary(path, target, FileOptions.None);
        try
        {
            Fill(temporary, path, write);
            Attempt(path, () => Replace(temporary, target));
        }
        catch
        {
            temporary.Dispose();
            File.Delete(temporary.Name);
            throw;
        }
    }

    /// <summary>Whether a path is under <c>/dev</c> or <c>/proc</c>, where files cannot be replaced.</summary>
    /// <param name="path">Absolute path.</param>
    internal static bool IsDevice(string path) =>
        (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        || path.StartsWith("/proc/", StringComparison.Ordinal);

    /// <summary>Opens a new file for a destination's content, in the same folder.</summary>
    /// <param name="path">Path to name in errors.</param>
    /// <param name="target">Absolute path of the destination.</param>
    /// <param name="options">How to open it.</param>
    internal static FileStream OpenTemporary(string path, string target, FileOptions options)
    {
        var folder = Path.GetDirectoryName(target);
        var name = Path.Combine(folder ?? target, $".rtlgen-{Guid.NewGuid():n}.tmp");
        if (folder is null || Directory.Exists(target))
        {
            throw new IOException(Damage.OneLine($"{path}: is a folder"));
        }

        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(Damage.OneLine($"{path}: there is no folder {folder}"));
        }

        return Attempt(path, () =>
            new FileStream(name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 0, options));
    }

    private static FileStream? OpenDirect(ref string target)
    {
        if (!IsDevice(target))
        {
            var file = new FileInfo(target);
            target = file.LinkTarget is null ? target : file.ResolveLinkTarget(true)!.FullName;
        }

        if (!IsDevice(target) && !File.Exists(target))
        {
            return null;
        }

        const FileShare anyone = FileShare.ReadWrite | FileShare.Delete;
        var existing = new FileStream(target, FileMode.Open, FileAccess.Write, anyone, 0);
        if (IsDevice(target) || !existing.CanSeek)
        {
            return existing;
        }

        existing.Dispose();
        return null;
    }

    private static void Fill(FileStream file, string path, Action<Stream> write)
    {
        using var stream = new DestinationStream(file, path);
        write(stream);
        stream.Flush();
    }

    private static FileStream? Replace(FileStream temporary, string target)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(temporary.SafeFileHandle, File.GetUnixFileMode(target));
        }

        temporary.Flush(flushToDisk: true);
        temporary.Dispose();
        File.Move(temporary.Name, target, overwrite: true);
        return null;
    }

    private static T Attempt<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is (IOException and not DirectoryNotFoundException) or UnauthorizedAccessException)
        {
            throw DestinationStream.Explain(path, e);
        }
    }
}
