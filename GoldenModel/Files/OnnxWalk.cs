// SPDX-License-Identifier: Apache-2.0
namespace Rtlgen.GoldenModel.Files;

/// <summary>Walks an ONNX model's graphs and collects their tensors.</summary>
/// <param name="file">The model.</param>
internal sealed class OnnxWalk(ProtobufFile file)
{
    private const int DeepestGraph = 16;

    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The tensors in file order, names unique.</summary>
    public List<TensorPlace> Places { get; } = [];

    /// <summary>Reads the ModelProto, which is the whole file.</summary>
    /// <exception cref="InvalidDataException">The file is not an ONNX model, or damaged.</exception>
    public void ReadModel()
    {
        var (graphs, versions) = (0, 0);
        for (long position = 0; file.Next(ref position, file.Length, out var field);)
        {
            if (field.Number == 1)
            {
                file.Require(field, WireType.Varint);
                versions++;
            }
            else if (field.Number == 7)
            {
                graphs++;
                ReadGraph(field, 1);
            }
            else if (field.Number == 25)
            {
                ReadFunction(field);
            }
        }

        if (graphs != 1 || versions != 1)
        {
            throw file.Wrong($"has {graphs} graphs and {versions} IR versions; an ONNX model has one of each");
        }
    }

    private void ReadFunction(ProtobufField function)
    {
        file.Require(function, WireType.Bytes);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var position = function.Start; file.Next(ref position, function.End, out var field);)
        {
            if (field.Number == 7)
            {
                ReadNode(field, names, 1);
            }
        }
    }

    private void ReadGraph(ProtobufField graph, int depth)
    {
        file.Require(graph, WireType.Bytes);
        if (depth > DeepestGraph)
        {
            throw file.Wrong($"byte {graph.Start}: graphs are nested more than {DeepestGraph} deep");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var position = graph.Start; file.Next(ref position, graph.End, out var field);)
        {
            switch (field.Number)
            {
                case 1:
                    ReadNode(field, names, depth);
                    break;
                case 5:
                    var tensor = OnnxTensor.Read(file, field);
                    Add(tensor, tensor.Info.Name, names);
                    break;
                case 15:
                    throw file.Wrong(
                        $"byte {field.Start}: sparse initializers are not supported; convert them to dense ones");
            }
        }
    }

    private void ReadNode(ProtobufField node, HashSet<string> names, int depth)
    {
        file.Require(node, WireType.Bytes);
        var (operation, output) = ("", "");
        for (var position = node.Start; file.Next(ref position, node.End, out var field);)
        {
            if (field.Number == 4)
            {
                operation = file.Text(field);
            }
            else if (field.Number == 2 && output.Length == 0)
            {
                output = file.Text(field);
            }
        }

        for (var position = node.Start; file.Next(ref position, node.End, out var field);)
        {
            if (field.Number == 5)
            {
                ReadAttribute(field, operation == "Constant" ? output : null, names, depth);
            }
        }
    }

    private void ReadAttribute(ProtobufField attribute, string? constant, HashSet<string> names, int depth)
    {
        file.Require(attribute, WireType.Bytes);
        var name = "";
        ProtobufField? tensor = null;
        for (var position = attribute.Start; file.Next(ref position, attribute.End, out var field);)
        {
            switch (field.Number)
            {
                case 1:
                    name = file.Text(field);
                    break;
                case 5:
                    tensor = tensor is null ? field
                        : throw file.Wrong($"byte {field.Start}: an attribute has two tensors");
                    break;
                case 6 or 11:
                    ReadGraph(field, depth + 1);
                    break;
            }
        }

        if (constant is not null && name == "value" && tensor is { } value)
        {
            Add(OnnxTensor.Read(file, value), constant, names);
        }
        else if (constant is not null && name == "sparse_value")
        {
            throw file.Wrong($"constant {Damage.Quote(constant)} is sparse, which is not supported");
        }
    }

    private void Add(TensorPlace tensor, string name, HashSet<string> names)
    {
        if (name.Length == 0)
        {
            throw file.Wrong($"tensor {Places.Count + 1} ({tensor.Info}) has no name");
        }

        if (!names.Add(name))
        {
            throw file.Wrong($"tensor {Damage.Quote(name)} is there twice in one graph");
        }

        var unique = name;
        while (!_names.Add(unique))
        {
            var use = _uses.GetValueOrDefault(name, 1) + 1;
            _uses[name] = use;
            unique = $"{name}#{use}";
        }

        Places.Add(tensor with { Info = new TensorInfo(unique, tensor.Info.Type, tensor.Info.Shape.AsSpan()) });
    }
}
