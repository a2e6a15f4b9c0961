// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;

namespace Rtlgen.Verification.Tools;

/// <summary>Built things by the hash of all they are built from, one folder each.</summary>
/// <remarks>
/// A folder appears whole or not at all, and never changes. Processes that want the same one wait for the first of
/// them to build it. Nothing is ever evicted: the cache may be deleted whenever nothing runs.
/// </remarks>
public sealed class FolderCache
{
    /// <summary>The environment variable that moves the cache.</summary>
    public const string Variable = "RTLGEN_CACHE";

    private const int LockPollMilliseconds = 20;

    // EWOULDBLOCK of Linux and of macOS, and Windows' sharing violation.
    private static readonly int[] LockedElsewhere = [11, 35, unchecked((int)0x80070020)];

    /// <summary>A cache in a folder, which need not exist.</summary>
    public FolderCache(string root) => Root = Path.GetFullPath(root);

    /// <summary>
    /// The folder that <see cref="Variable"/> names; else <c>artifacts/simulation</c> of the checkout that the program
    /// or the current folder is in; else a folder of the user.
    /// </summary>
    public static FolderCache Default { get; } = new(DefaultRoot());

    /// <summary>The cache's folder.</summary>
    public string Root { get; }

    /// <summary>The hash of some texts, in hexadecimal: unlike texts, or the same split otherwise, differ.</summary>
    public static string Key(params IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>The folder of a thing, built if it is not there.</summary>
    /// <param name="name">Its kind and key: a file name.</param>
    /// <param name="build">Fills a folder that is empty; if it throws, nothing is kept.</param>
    /// <returns>The folder's path.</returns>
    public string GetOrBuild(string name, Action<string> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var folder = Path.Combine(Root, name);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        Directory.CreateDirectory(Root);
        using var exclusive = Lock(folder + ".lock");
        if (Directory.Exists(folder))
        {
            return folder;
        }

        var unfinished = Path.Combine(Root, $"{name}.{Environment.ProcessId}.{Guid.NewGuid():n}.tmp");
        Directory.CreateDirectory(unfinished);
        try
        {
            build(unfinished);
            Directory.Move(unfinished, folder);
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }

        return folder;
    }

    // The lock goes with its process, however that ends. The file stays: deleting it would race with the next opener.
    private static FileStream Lock(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (LockedElsewhere.Contains(exception.HResult))
            {
                Thread.Sleep(LockPollMilliseconds);
            }
        }
    }

    private static string DefaultRoot()
    {
        var variable = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(variable))
        {
            return variable;
        }

        var checkout = Checkout(AppContext.BaseDirectory) ?? Checkout(Environment.CurrentDirectory);
        return checkout is not null
            ? Path.Combine(checkout, "artifacts", "simulation")
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "rtlgen", "simulation");
    }

    private static string? Checkout(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "rtlgen.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }
}
