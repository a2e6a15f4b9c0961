// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec;
using Rtlgen.Fuzzing.Inputs;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.Fuzzing.Targets;

/// <summary>Compressed files: their reader, and the decoding of all they hold.</summary>
/// <param name="folder">Where some of them are written and decoded as files.</param>
/// <param name="read">The reader.</param>
internal sealed class FileTarget(string folder, Func<string, ReadOnlyMemory<byte>, CompressedFile> read)
    : FuzzTarget("file")
{
    private const int RealFiles = 64;
    private const string FileName = "input.safetensors";
    private const long MostAllocated = 512 << 10;

    /// <summary>The product's reader.</summary>
    public FileTarget(string folder)
        : this(folder, CompressedFile.Read)
    {
    }

    /// <inheritdoc/>
    public override string Try(Draw draw)
    {
        var bytes = FileDraw.Make(draw, out var isWhole);
        var isReal = draw.OneIn(RealFiles);
        var (kind, values) = InMemory(draw, bytes);
        if (isWhole && kind != Accepted)
        {
            throw new FuzzFailure($"a whole file is refused: {kind}");
        }

        if (isReal)
        {
            OnDisk(bytes, values);
        }

        return kind;
    }

    /// <inheritdoc/>
    public override byte[] Describe(Draw draw) => FileDraw.Make(draw, out _);

    private (string Kind, Dictionary<string, byte[]>? Values) InMemory(Draw draw, byte[] bytes)
    {
        // A key's bytes may each become an escape of six letters in a message of UTF-16, written several times.
        var budget = new Allocation(MostAllocated + (400L * bytes.Length));
        CompressedFile file;
        try
        {
            file = read(FileName, bytes);
            budget.Check();
        }
        catch (Exception exception) when (exception is not FuzzFailure)
        {
            budget.Check();
            Refusal.RequireClean(exception, $"{FileName}: ");
            return (Refusal.Kind(exception.Message[(FileName.Length + 2)..]), null);
        }

        using (file)
        using (var plain = SafetensorsReader.Read(FileName, bytes))
        {
            FileAudit.Check(bytes, plain);
            var values = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            foreach (var note in file.Compressed)
            {
                if (Decode(draw, file, note, out var decoded) is { } refusal)
                {
                    return (refusal, null);
                }

                values.Add(note.Tensor.Name, decoded);
            }

            foreach (var tensor in file.Plain)
            {
                values.Add(tensor.Name, plain.ReadBytes(tensor));
            }

            return (Accepted, values);
        }
    }

    // As a file is decoded: checksums, the check of the streams, then the values; beside it the golden model.
    private static string? Decode(Draw draw, CompressedFile file, CompressedNote note, out byte[] values)
    {
        values = [];
        Exception? expected = null;
        uint[]? golden = null;
        try
        {
            golden = file.Decode(note);
        }
        catch (InvalidDataException exception)
        {
            expected = exception;
            Refusal.RequireClean(exception, $"{FileName}: ");
        }

        try
        {
            file.CheckSums(note);
            var (data, metadata) = file.OpenStreams(note);
            using var first = data;
            using var second = metadata;
            StreamingDecoder.Check(note.Descriptor, data, metadata);
            (data.Position, metadata.Position) = (0, 0);
            var bytes = note.Descriptor.Container.Bytes;
            values = new byte[Math.Max(note.Tensor.ByteLength, note.Descriptor.GroupValues * bytes)];
            using var decoder = new StreamingDecoder(note.Descriptor, data, metadata, 1, draw.From(1, 500));
            var done = 0;
            for (int got; (got = decoder.Read(values.AsSpan(done))) > 0;)
            {
                done += got;
                var left = note.Tensor.ByteLength - done;
                Array.Resize(ref values, (int)(done + Math.Max(left, note.Descriptor.GroupValues * bytes)));
            }

            Array.Resize(ref values, done);
        }
        catch (Exception exception) when (exception is not FuzzFailure)
        {
            Refusal.RequireClean(exception);
            return expected is not null
                ? Refusal.Kind(exception.Message.Replace($"{FileName}: ", "", StringComparison.Ordinal))
                : throw new FuzzFailure($"{exception.Message}; but the golden model accepts", exception);
        }

        if (golden is null)
        {
            throw new FuzzFailure($"accepted, but the golden model refuses: {expected!.Message}", expected);
        }

        new Golden(golden, null).RequireValues(values, note.Descriptor.Container.Bytes);
        return null;
    }

    private void OnDisk(byte[] bytes, Dictionary<string, byte[]>? values)
    {
        var (input, output) = (Path.Combine(folder, FileName), Path.Combine(folder, "output.safetensors"));
        File.WriteAllBytes(input, bytes);
        File.Delete(output);
        try
        {
            SfpFile.DecodeAsync(input, output, new DecodeOptions { Threads = 1 }).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            Refusal.RequireClean(exception, $"{input}: ");
            if (values is not null)
            {
                throw new FuzzFailure($"accepted in memory, refused as a file: {exception.Message}", exception);
            }
        }

        var wanted = values is null ? 1 : 2;
        if (Directory.GetFileSystemEntries(folder) is var entries && entries.Length != wanted)
        {
            throw new FuzzFailure(values is null
                ? $"a refused file leaves {entries.Length - 1} files behind"
                : $"the folder has {entries.Length} files, must be input and output");
        }

        if (values is not null)
        {
            Compare(output, values);
            File.Delete(output);
        }
    }

    private static void Compare(string output, Dictionary<string, byte[]> values)
    {
        using var decoded = SafetensorsReader.Open(output);
        if (decoded.Tensors.Length != values.Count)
        {
            throw new FuzzFailure($"{decoded.Tensors.Length} tensors were written, must be {values.Count}");
        }

        foreach (var tensor in decoded.Tensors)
        {
            if (!values.TryGetValue(tensor.Name, out var bytes)
                || !decoded.ReadBytes(tensor).AsSpan().SequenceEqual(bytes))
            {
                throw new FuzzFailure($"tensor '{tensor.Name}' was written differently");
            }
        }
    }
}
