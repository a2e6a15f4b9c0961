// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Training.Data;

/// <summary>Reads pictures from folders: <c>train/CLASS/*</c> and <c>test/CLASS/*</c> (or <c>val</c>).</summary>
public static class ImageFolder
{
    private static readonly string[] Endings = [".pgm", ".png", ".ppm", ".pnm"];

    /// <summary>Reads a set.</summary>
    /// <param name="folder">The folder with <c>train</c> and <c>test</c>.</param>
    /// <exception cref="IOException">A folder is missing or a file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or of another size; the message names it.</exception>
    /// <returns>Number of classes, pictures to learn from and to be tested with.</returns>
    public static (int Classes, Images Train, Images Test) ReadSet(string folder)
    {
        var train = Path.Combine(folder, "train");
        var test = Directory.Exists(Path.Combine(folder, "test"))
            ? Path.Combine(folder, "test")
            : Path.Combine(folder, "val");
        var classes = Names(train);
        if (classes.Count is 0 or > 256)
        {
            throw new InvalidDataException(
                $"{train}: has {classes.Count} folders, must be 1 to 256, one for each class");
        }

        var other = Names(test).Find(name => !classes.Contains(name));
        return other is null
            ? (classes.Count, Read(train, classes), Read(test, classes))
            : throw new InvalidDataException($"{test}: has a class '{other}' that {train} lacks");
    }

    private static List<string> Names(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"{folder}: there is no such folder, must hold a folder for each class");
        }

        var names = Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).ToList();
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static Images Read(string folder, List<string> classes)
    {
        var (pixels, labels) = (new MemoryStream(), new List<byte>());
        (int Channels, int Height, int Width)? shape = null;
        for (var label = 0; label < classes.Count; label++)
        {
            var home = Path.Combine(folder, classes[label]);
            var files = Directory.Exists(home) ? Directory.GetFiles(home) : [];
            foreach (var path in files.Where(IsPicture).Order(StringComparer.Ordinal))
            {
                var (channels, height, width, samples) = path.EndsWith(".png", StringComparison.OrdinalIgnoreCase)
                    ? PngReader.Read(path)
                    : PortableMap.Read(path);
                shape ??= (channels, height, width);
                if (shape != (channels, height, width))
                {
                    throw new InvalidDataException(
                        $"{path}: is {width}x{height} with {channels} channels, must be "
                        + $"{shape.Value.Width}x{shape.Value.Height} with {shape.Value.Channels} as the others");
                }

                pixels.Write(samples);
                labels.Add((byte)label);
            }
        }

        return shape is { } size
            ? new Images(size.Channels, size.Height, size.Width, pixels.ToArray(), [.. labels])
            : throw new InvalidDataException($"{folder}: has no .png, .pgm or .ppm pictures in its folders");
    }

    private static bool IsPicture(string path) =>
        Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
