// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Data;
using Rtlgen.Training.Own;
using Rtlgen.Training.Stash;

namespace Rtlgen.Training.Models;

/// <summary>Makes networks by name.</summary>
public static class Networks
{
    private const int SmallestSide = 12;
    private const int PictureDimensions = 3;

    /// <summary>Names on the command line.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["mlp", "lenet5", "resnet8", "resnet20", "resnet18", "mobilenetv2", "chargpt"];

    /// <summary>Makes a network for a data set; its weights come from the default generator.</summary>
    /// <param name="name">One of <see cref="Names"/>, or a user's class (<see cref="OwnClass"/>).</param>
    /// <param name="data">The data set, which gives sizes.</param>
    /// <param name="stash">An empty set; receives the network's sites.</param>
    /// <exception cref="ArgumentException">The network is not for such data; the message says what would be
    /// right.</exception>
    /// <exception cref="InvalidDataException">A user's class is not suited; the message is one line.</exception>
    /// <returns>The network.</returns>
    public static Network Make(string name, DataSet data, StashSet stash)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(stash);
        if (OwnClass.Is(name))
        {
            return OwnNetworks.Make(OwnClass.Parse(name), data, stash);
        }

        var network = MakeKnown(name, data, stash);
        _ = network.NameSites();
        return network;
    }

    private static Network MakeKnown(string name, DataSet data, StashSet stash)
    {
        var (input, classes) = (data.InputShape, data.Classes);
        if (data.IsText != (name == "chargpt"))
        {
            throw new ArgumentException(
                $"--model {name} does not go with --data {data.Name}: chargpt is for text, the others for pictures");
        }

        if (!data.IsText && name != "mlp" && input.Count != PictureDimensions)
        {
            throw new ArgumentException(
                $"--model {name} needs pictures of channels, rows and columns, examples of --data {data.Name} have "
                + $"{input.Count} dimensions; mlp takes any");
        }

        if (!data.IsText && name != "mlp" && Math.Min(input[1], input[2]) < SmallestSide)
        {
            throw new ArgumentException(
                $"--model {name} needs pictures of {SmallestSide} rows and columns or more, these have "
                + $"{input[1]} and {input[2]}; mlp takes any");
        }

        return name switch
        {
            "mlp" => new Mlp(stash, input, classes),
            "lenet5" => new LeNet5(stash, input, classes),
            "resnet8" => new ResNet(name, stash, input, classes, [16, 32, 64], 1),
            "resnet20" => new ResNet(name, stash, input, classes, [16, 32, 64], 3),
            "resnet18" => new ResNet(name, stash, input, classes, [64, 128, 256, 512], 2),
            "mobilenetv2" => new MobileNetV2(stash, input, classes),
            "chargpt" => new CharGpt(stash, input[0], classes),
            _ => throw new ArgumentException($"--model is '{name}', must be one of {string.Join(", ", Names)}"),
        };
    }
}
