// SPDX-License-Identifier: Apache-2.0
namespace Rtlgen.GoldenModel.Files;

/// <summary>Opens a tensor file of any supported format.</summary>
public static class TensorFiles
{
    private const string Formats =
        "expected .safetensors, .safetensors.index.json, .npy, .onnx, a TensorFlow.js model.json, or a folder of one";

    /// <summary>Opens a file, or the model in a folder.</summary>
    /// <param name="path">A file, told apart by its extension and else by its first bytes; or a folder with one
    /// <c>model.safetensors</c>, <c>*.safetensors.index.json</c>, <c>model.json</c> or <c>model.onnx</c>, the first
    /// found of these.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or the folder has no model.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or of no known format.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TensorFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        path = Directory.Exists(path) ? FindModel(path) : path;
        return Has(path, ".safetensors") ? SafetensorsReader.Open(path)
            : Has(path, ".index.json") ? ShardedSafetensors.Open(path)
            : Has(path, ".json") ? TfjsReader.Open(path)
            : Has(path, ".npy") ? NpyReader.Open(path)
            : Has(path, ".onnx") ? OnnxReader.Open(path)
            : OpenByContent(path);
    }

    private static bool Has(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static string FindModel(string folder)
    {
        string[] indexes;
        try
        {
            indexes = Directory.GetFiles(folder, "*.safetensors.index.json");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(Damage.OneLine($"{folder}: permission denied"), e);
        }

        var model = Path.Combine(folder, "model.safetensors");
        if (!File.Exists(model) && indexes.Length > 1)
        {
            throw Damage.In(folder, $"has {indexes.Length} files *.safetensors.index.json; name the one to open");
        }

        string[] candidates = [model, .. indexes, Path.Combine(folder, "model.json"),
            Path.Combine(folder, "model.onnx")];
        return candidates.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException(
            Damage.OneLine($"{folder}: has no model.safetensors, *.safetensors.index.json, model.json or model.onnx"),
                folder);
    }

    private static TensorFile OpenByContent(string path)
    {
        var start = new byte[16];
        using (var file = InputFile.Open(path))
        {
            file.ReadExactly(0, start.AsSpan(0, (int)Math.Min(start.Length, file.Length)));
        }

        return start switch
        {
            [0x93, (byte)'N', (byte)'U', (byte)'M', ..] => NpyReader.Open(path),
            [_, _, _, _, _, 0, 0, 0, (byte)'{', ..] => SafetensorsReader.Open(path),
            [0x08, < 32, ..] => OnnxReader.Open(path),
            [(byte)'P', (byte)'K', 3, 4, ..] =>
                throw Damage.In(path, $"is a zip archive (a .npz or PyTorch file?); {Formats}"),
            [0x80, < 6, ..] => throw Damage.In(path, $"is a Python pickle, which is never read; {Formats}"),
            [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => throw Damage.In(path, $"is an HDF5 file; {Formats}"),
            _ => throw Damage.In(path, $"is of no known format; {Formats}"),
        };
    }
}
