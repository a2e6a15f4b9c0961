// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Files;

/// <summary>Encodes one tensor of a file.</summary>
/// <param name="source">The file.</param>
/// <param name="tensor">One of its tensors, of a type with a container.</param>
/// <param name="options">How.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class TensorEncoding(
    TensorFile source, TensorInfo tensor, EncodeOptions options, CancellationToken cancellation)
{
    /// <summary>Encodes the tensor into a compressed file.</summary>
    /// <exception cref="FormatException">The settings are out of range.</exception>
    /// <exception cref="InvalidDataException">The tensor cannot be read, or not be coded as asked.</exception>
    /// <exception cref="SignLossException">It has negative values, whose signs must not be dropped.</exception>
    /// <exception cref="OutputException">The output cannot be written.</exception>
    /// <exception cref="VerifyException">The streams do not decode to the values.</exception>
    public EncodedFileTensor Encode(CompressedFileWriter target, ProgressCount progress)
    {
        var own = ContainerTypes.ContainerOf(tensor.Type)!;
        var (values, descriptor) = TensorChoice.Choose(
            source, tensor, options.Settings(tensor), options.Threads, options.PieceValues, cancellation);
        descriptor = options.Best ? descriptor with { Coder = BestCoder(descriptor, values) } : descriptor;
        var container = descriptor.Container;
        var stored = new TensorInfo(tensor.Name, ContainerTypes.TypeOf(container), tensor.Shape.AsSpan());
        EncodedFileTensor? result = null;
        CompressedNote? note = null;
        OutputException.Guard(() => note = target.Add(stored, descriptor, (data, metadata) =>
        {
            using var faulty = options.Fault(data);
            using var encoder = new StreamingEncoder(
                descriptor, faulty, metadata, options.Threads, options.PieceValues);
            foreach (var piece in values.Read(PieceOf(descriptor)))
            {
                encoder.Write(piece.Span);
                progress.Add(piece.Length / container.Bytes * own.Bytes);
            }

            encoder.Complete();
            RefuseSignLoss(encoder.Losses);
            result = new EncodedFileTensor(
                stored, descriptor, encoder.Losses, values.Changed, encoder.DataBytes, encoder.MetadataBytes);
        }));
        if (options.Verify)
        {
            var (data, metadata) = target.OpenStreams(note!);
            using var first = data;
            using var second = metadata;
            new TensorVerifier(source.Path, tensor.Name, descriptor, options.Threads)
                .Verify(data, metadata, values.Read(PieceOf(descriptor)));
        }

        return result!;
    }

    // Whole groups take as many bits wherever they lie, so that sizes of pieces add up.
    private Coder BestCoder(Descriptor descriptor, ValuePieces values)
    {
        var coders = Enum.GetValues<Coder>();
        var sums = new (long LaneBits, long MetadataBits)[coders.Length];
        var largest = descriptor with { Count = Math.Min(PieceOf(descriptor), descriptor.Count) };
        var data = ArrayPool<byte>.Shared.Rent((int)SfpCodec.MaxDataBytes(largest));
        var metadata = ArrayPool<byte>.Shared.Rent(
            (int)coders.Max(coder => SfpCodec.MetadataBytes(largest with { Coder = coder })));
        foreach (var piece in values.Read(PieceOf(descriptor)))
        {
            var part = descriptor with { Count = piece.Length / descriptor.Container.Bytes };
            for (var i = 0; i < coders.Length; i++)
            {
                var size = SfpCodec.Encode(
                    part with { Coder = coders[i] }, piece.Span, data, metadata, options.Threads);
                sums[i] = (sums[i].LaneBits + size.LaneBits, sums[i].MetadataBits + size.MetadataBits);
            }
        }

        ArrayPool<byte>.Shared.Return(data);
        ArrayPool<byte>.Shared.Return(metadata);
        var rowBytes = descriptor.Lanes * descriptor.Word / 8;
        return coders.Zip(sums).MinBy(pair =>
            ((pair.Second.LaneBits + descriptor.Word - 1) / descriptor.Word * rowBytes)
            + ((pair.Second.MetadataBits + 31) / 32 * sizeof(uint))).First;
    }

    private int PieceOf(Descriptor descriptor) => StreamingEncoder.PieceOf(descriptor, options.PieceValues);

    private void RefuseSignLoss(Losses losses)
    {
        if (losses.HasFlag(Losses.SignLost) && !options.AllowSignLoss)
        {
            throw new SignLossException(Damage.OneLine(
                $"{source.Path}: tensor {Damage.Quote(tensor.Name)} has negative values, sign must be 1 or auto"));
        }
    }
}
