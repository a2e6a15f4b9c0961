// SPDX-License-Identifier: Apache-2.0
namespace Rtlgen.GoldenModel.Files;

/// <summary>Opens a safetensors file, strictly.</summary>
/// <remarks>
/// Beyond the safetensors library's checks (header of at most 100 MB, tensors that cover the data without hole or
/// overlap, exact file length) it refuses a key that is there twice and any key it does not know.
/// </remarks>
public static class SafetensorsReader
{
    /// <summary>Opens one file and checks its whole header.</summary>
    /// <param name="path">Path of a <c>.safetensors</c> file.</param>
    /// <returns>The tensors in the order of their data, and the strings of <c>__metadata__</c>.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or not safetensors.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TensorFile Open(string path)
    {
        var file = InputFile.Open(path);
        try
        {
            return Read(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Checks the header of a file that is in memory.</summary>
    /// <param name="name">What errors call the file.</param>
    /// <param name="content">All of it; it must not change.</param>
    /// <returns>As from <see cref="Open"/>.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or not safetensors.</exception>
    public static TensorFile Read(string name, ReadOnlyMemory<byte> content) => Read(new InputFile(name, content));

    private static TensorFile Read(InputFile file)
    {
        var header = SafetensorsHeader.Read(file, 0);
        return new TensorFile(file.Path, [file], header.Places, header.Metadata);
    }
}
