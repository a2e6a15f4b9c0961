// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Own;

namespace Rtlgen.Training.Data;

/// <summary>Opens data sets by name.</summary>
public static class DataSets
{
    /// <summary>Where Debian's package <c>dataset-fashion-mnist</c> puts its files.</summary>
    public const string FashionFolder = "/usr/share/datasets/fashion-mnist";

    /// <summary>Names on the command line.</summary>
    public static IReadOnlyList<string> Names { get; } = ["fashion-mnist", "mnist", "cifar10", "images", "text"];

    /// <summary>Reads a set.</summary>
    /// <param name="name">One of <see cref="Names"/>, or a user's class (<see cref="OwnClass"/>).</param>
    /// <param name="path">Its folder or file; null for the one that a package puts.</param>
    /// <param name="length">Letters of an example of text.</param>
    /// <param name="augment">False for pictures as they are.</param>
    /// <param name="trainLimit">Most examples to learn from; null for all.</param>
    /// <param name="testLimit">Most examples to be tested with; null for all.</param>
    /// <exception cref="IOException">Something is missing or cannot be read; the message says what would be
    /// right.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or a user's class not suited; the message names
    /// it.</exception>
    /// <returns>The set.</returns>
    public static DataSet Open(
        string name, string? path, int length, bool augment, int? trainLimit = null, int? testLimit = null)
    {
        var (train, test) = (trainLimit ?? int.MaxValue, testLimit ?? int.MaxValue);
        if (OwnClass.Is(name))
        {
            return new OwnData(OwnClass.Parse(name), new DataOptions(path, length, augment), train, test);
        }

        var folder = path ?? (name == "fashion-mnist" ? FashionFolder : null)
            ?? throw new FileNotFoundException($"--data {name} needs --data-path: {Wanted(name)}");
        if (!Directory.Exists(folder) && !(name == "text" && File.Exists(folder)))
        {
            throw new DirectoryNotFoundException(
                $"{folder}: there is no such folder, --data-path must be {Wanted(name)}");
        }

        switch (name)
        {
            case "fashion-mnist":
            case "mnist":
                return Make(10, (IdxReader.ReadPart(folder, "train"), IdxReader.ReadPart(folder, "t10k")), default);
            case "cifar10":
                return Make(10, CifarReader.ReadSet(folder), new(4, true));
            case "images":
                var (classes, pictures, tests) = ImageFolder.ReadSet(folder);
                return Make(classes, (pictures, tests), new(4, true));
            default:
                return new TextSet(TextSet.ReadText(folder), length, train, test);
        }

        ImageSet Make(int classes, (Images Train, Images Test) images, Augmentation augmentation)
        {
            var (first, second) = images;
            if ((first.Channels, first.Height, first.Width) != (second.Channels, second.Height, second.Width))
            {
                throw new InvalidDataException(
                    $"{folder}: pictures to learn from and to be tested with differ in size");
            }

            var worst = first.Labels.Concat(second.Labels).DefaultIfEmpty().Max();
            return worst < classes
                ? new ImageSet(
                    name, classes, first.First(train), second.First(test), augment ? augmentation : Augmentation.None)
                : throw new InvalidDataException($"{folder}: has a label {worst}, must be 0 to {classes - 1}");
        }
    }

    private static string Wanted(string name) => name switch
    {
        "cifar10" => "the folder with data_batch_1.bin to data_batch_5.bin and test_batch.bin",
        "images" => "a folder with train/CLASS/*.ppm and test/CLASS/*.ppm",
        "text" => "a text file, or a folder with .txt files",
        _ => "the folder with train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and "
            + "t10k-labels-idx1-ubyte, with .gz or without",
    };
}
