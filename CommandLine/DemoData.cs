// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.CommandLine;

/// <summary>The network that the demo runs on: trained weights from a public package, or the sample beside the
/// sources.</summary>
internal static class DemoData
{
    private static readonly NpmPackage Package = new(
        "@upscalerjs/esrgan-medium@1.0.0", "esrgan-medium", "package/models/x2/", "");

    /// <summary>Opens the weights; fetches them first where that was not done yet.</summary>
    /// <param name="root">Top folder of the checkout.</param>
    /// <param name="offline">True uses the sample without asking for the package.</param>
    /// <param name="terminal">Gets a note if the sample has to serve.</param>
    /// <returns>What the weights are called, and their file.</returns>
    public static (string Name, TensorFile File) Open(string root, bool offline, Terminal terminal)
    {
        if (!offline && Package.Fetch(root) is { } folder)
        {
            return ("ESRGAN-medium x2", TensorFiles.Open(Path.Combine(folder, "model.json")));
        }

        if (!offline)
        {
            terminal.Note($"npm cannot fetch {Package.Name}; the sample of four of its tensors serves instead");
        }

        return ("ESRGAN-medium x2, sample", TensorFiles.Open(SamplePath(root)));
    }

    /// <summary>The FP32 values of the sample beside the sources, tensor behind tensor.</summary>
    /// <param name="root">Top folder of the checkout.</param>
    public static uint[] Sample(string root)
    {
        using var file = TensorFiles.Open(SamplePath(root));
        return [.. file.Tensors.SelectMany(tensor => MemoryMarshal.Cast<byte, uint>(file.ReadBytes(tensor)).ToArray())];
    }

    private static string SamplePath(string root) => Path.Combine(root, "samples", "esrgan-medium-sample.safetensors");
}
