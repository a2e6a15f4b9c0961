// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;
using Rtlgen.Fuzzing.Inputs;
using Rtlgen.GoldenModel.Files;

namespace Rtlgen.Fuzzing.Targets;

/// <summary>The reader of NumPy files.</summary>
internal sealed class NpyTarget() : FuzzTarget("npy")
{
    private const string FileName = "input.npy";
    private const long MostAllocated = 128 << 10;

    /// <inheritdoc/>
    public override string Try(Draw draw)
    {
        var bytes = Make(draw, out var isWhole);
        var budget = new Allocation(MostAllocated + (100L * bytes.Length));
        try
        {
            using var file = NpyReader.Read(FileName, bytes);
            budget.Check();
            Audit(bytes, file);
            return Accepted;
        }
        catch (Exception exception) when (exception is not FuzzFailure)
        {
            budget.Check();
            Refusal.RequireClean(exception, $"{FileName}: ");
            return isWhole
                ? throw new FuzzFailure($"a whole file is refused: {exception.Message}", exception)
                : Refusal.Kind(exception.Message[(FileName.Length + 2)..]);
        }
    }

    /// <inheritdoc/>
    public override byte[] Describe(Draw draw) => Make(draw, out _);

    private static byte[] Make(Draw draw, out bool isWhole)
    {
        var (code, size) = draw.Of(("<f4", 4), ("<f2", 2), ("<V2", 2), ("|u1", 1), ("<f8", 8), ("<i8", 8));
        long[] shape = draw.Below(4) switch
        {
            0 => [],
            1 => [draw.Below(20)],
            2 => [draw.Below(4), draw.Below(5)],
            _ => [1, 2, draw.Below(3), 2],
        };
        var dimensions = shape.Length == 1 ? $"({shape[0]},)" : $"({string.Join(", ", shape)})";
        var text = Encoding.ASCII.GetBytes($"{{'descr': '{code}', 'fortran_order': False, 'shape': {dimensions}, }}");
        var damages = draw.OneIn(8) ? 0 : draw.From(1, 3);
        isWhole = damages == 0;
        var elements = shape.Aggregate(1L, (product, dimension) => product * dimension);
        for (; damages > 0; damages--)
        {
            text = TextDamage.Apply(draw, text);
        }

        var major = draw.Of<byte>(1, 1, 2, 3);
        var prefix = major == 1 ? 10 : 12;
        text = [.. text, .. Encoding.ASCII.GetBytes(new string(' ', 63 - ((prefix + text.Length) % 64))), (byte)'\n'];
        byte[] length = new byte[prefix - 8];
        if (major == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        }

        byte[] file = [0x93, .. "NUMPY"u8, major, 0, .. length, .. text, .. new byte[elements * size]];
        if (!isWhole && draw.OneIn(4))
        {
            StreamDamage.FlipBit(draw, file.AsSpan(0, prefix));
        }

        if (!isWhole && draw.OneIn(16))
        {
            Array.Resize(ref file, draw.Below(file.Length + 4));
        }

        return file;
    }

    private static void Audit(byte[] bytes, TensorFile file)
    {
        var prefix = bytes[6] == 1 ? 10 : 12;
        var length = prefix == 10
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8))
            : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        var elements = file.Tensors[0].Shape.Aggregate((Int128)1, (product, dimension) => product * dimension);
        if (file.Tensors.Length != 1 || elements * file.Tensors[0].Type.Bytes != bytes.Length - prefix - length)
        {
            throw new FuzzFailure("the reader accepts an array whose shape does not fill the file");
        }

        var data = file.ReadBytes(file.Tensors[0]);
        if (!data.AsSpan().SequenceEqual(bytes.AsSpan(prefix + length)))
        {
            throw new FuzzFailure("the array's bytes are not the file's");
        }
    }
}
