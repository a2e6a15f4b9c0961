// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Rtlgen.GoldenModel.Files;

/// <summary>Reads the <c>weightsManifest</c> of a TensorFlow.js model.</summary>
internal static class TfjsManifest
{
    /// <summary>Reads the groups; the cursor stands before the array.</summary>
    /// <param name="cursor">The model's JSON.</param>
    /// <param name="path">Path of the model, for errors.</param>
    /// <returns>Of each group, its files and its weights in order.</returns>
    public static List<(List<string> Paths, List<TensorInfo> Weights)> ReadGroups(ref JsonCursor cursor, string path)
    {
        var groups = new List<(List<string>, List<TensorInfo>)>();
        cursor.Next(JsonTokenType.StartArray, "weightsManifest");
        while (cursor.NextItem())
        {
            cursor.Require(JsonTokenType.StartObject, "a group of weightsManifest");
            groups.Add(ReadGroup(ref cursor, path));
        }

        return groups;
    }

    private static (List<string> Paths, List<TensorInfo> Weights) ReadGroup(ref JsonCursor cursor, string path)
    {
        List<string>? paths = null;
        List<TensorInfo>? weights = null;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (cursor.NextKey(keys, out var key))
        {
            if (key == "paths")
            {
                paths = ReadPaths(ref cursor);
            }
            else if (key == "weights")
            {
                weights = ReadWeights(ref cursor, path);
            }
            else
            {
                cursor.SkipNext();
            }
        }

        return paths is not null && weights is not null
            ? (paths, weights)
            : throw Damage.In(path, "a group of weightsManifest needs paths and weights");
    }

    private static List<string> ReadPaths(ref JsonCursor cursor)
    {
        var paths = new List<string>();
        cursor.Next(JsonTokenType.StartArray, "paths");
        while (cursor.NextItem())
        {
            cursor.Require(JsonTokenType.String, "an entry of paths");
            paths.Add(cursor.Text("an entry of paths"));
        }

        return paths;
    }

    private static List<TensorInfo> ReadWeights(ref JsonCursor cursor, string path)
    {
        var weights = new List<TensorInfo>();
        cursor.Next(JsonTokenType.StartArray, "weights");
        while (cursor.NextItem())
        {
            cursor.Require(JsonTokenType.StartObject, "an entry of weights");
            weights.Add(ReadWeight(ref cursor, path));
        }

        return weights;
    }

    private static TensorInfo ReadWeight(ref JsonCursor cursor, string path)
    {
        string? name = null, typeName = null;
        long[]? shape = null;
        var quantized = false;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (cursor.NextKey(keys, out var key))
        {
            switch (key)
            {
                case "name":
                    name = cursor.NextText("the name of a weight");
                    break;
                case "dtype":
                    typeName = cursor.NextText("the dtype of a weight");
                    break;
                case "shape":
                    shape = cursor.NextIntegers(TensorInfo.MaximumRank, "the shape of a weight");
                    break;
                default:
                    quantized |= key == "quantization";
                    cursor.SkipNext();
                    break;
            }
        }

        return name is null || typeName is null || shape is null
            ? throw Damage.In(path, name ?? "", "needs name, shape and dtype")
            : quantized ? throw Damage.In(path, name, "is quantized; convert the model again without quantization")
            : Describe(path, name, typeName, shape);
    }

    private static TensorInfo Describe(string path, string name, string typeName, long[] shape)
    {
        var type = typeName switch
        {
            "float32" => TensorType.F32,
            "float16" => TensorType.F16,
            "complex64" => TensorType.C64,
            "int32" => TensorType.I32,
            "uint8" => TensorType.U8,
            "bool" => TensorType.Bool,
            _ => throw Damage.In(path, name,
                $"dtype {Damage.Quote(typeName)} is not float32, float16, complex64, int32, uint8 or bool"),
        };
        return TensorInfo.TryMeasure(type, shape, out _)
            ? new TensorInfo(name, type, shape)
            : throw Damage.In(path, name, TensorInfo.Unmeasurable(type, shape));
    }
}
