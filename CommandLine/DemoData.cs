// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.CommandLine;

/// <summary>The network that the demo runs on: trained weights from a public package, or the sample beside the
/// sources.</summary>
internal static class DemoData
{
    private const string Package = "@upscalerjs/esrgan-medium@1.0.0";
    private const string Model = "package/models/x2/";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Opens the weights; fetches them first where that was not done yet.</summary>
    /// <param name="root">Top folder of the checkout.</param>
    /// <param name="offline">True uses the sample without asking for the package.</param>
    /// <param name="terminal">Gets a note if the sample has to serve.</param>
    /// <returns>What the weights are called, and their file.</returns>
    public static (string Name, TensorFile File) Open(string root, bool offline, Terminal terminal)
    {
        var folder = Path.Combine(root, "artifacts", "data", "esrgan-medium");
        var model = Path.Combine(folder, "model.json");
        if (!offline && (File.Exists(model) || TryFetch(folder)))
        {
            return ("ESRGAN-medium x2", TensorFiles.Open(model));
        }

        if (!offline)
        {
            terminal.Note($"npm cannot fetch {Package}; the sample of four of its tensors serves instead");
        }

        return ("ESRGAN-medium x2, sample", TensorFiles.Open(Path.Combine(root, "samples", "esrgan-medium-sample.safetensors")));
    }

    private static bool TryFetch(string folder)
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
            or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return File.Exists(Path.Combine(folder, "model.json"));
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    private static bool Pack(string folder)
    {
        using var npm = Process.Start(new ProcessStartInfo("npm", ["pack", "--silent", Package])
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

    private static void Unpack(string archive, string folder)
    {
        using var tar = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.Name == Model + Path.GetFileName(entry.Name) || entry.Name == "package/LICENSE")
            {
                entry.ExtractToFile(Path.Combine(folder, Path.GetFileName(entry.Name)), overwrite: true);
            }
        }

        File.Delete(archive);
    }
}
