// SPDX-License-Identifier: Apache-2.0
namespace Rtlgen.GoldenModel.Files;

/// <summary>Opens the weights of an ONNX model: the initializers and the tensors of <c>Constant</c> nodes.</summary>
/// <remarks>
/// Subgraphs (bodies of If, Loop, Scan) and model functions are walked too. A <c>Constant</c> takes its node's output
/// name. A name that a sibling subgraph has used already gets <c>#2</c>, <c>#3</c>, ... behind it. Data outside the
/// model file, sparse tensors and types without a <see cref="TensorType"/> are refused. Source: onnx.proto, IR 10.
/// </remarks>
public static class OnnxReader
{
    /// <summary>Opens a model and walks all of it, without reading the weights.</summary>
    /// <param name="path">Path of a <c>.onnx</c> file.</param>
    /// <returns>The tensors in file order; no metadata.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, not ONNX, or holds a tensor that is
    /// refused.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TensorFile Open(string path)
    {
        var file = InputFile.Open(path);
        try
        {
            var walk = new OnnxWalk(new ProtobufFile(file));
            walk.ReadModel();
            return new TensorFile(path, [file], walk.Places, new Dictionary<string, string>());
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
