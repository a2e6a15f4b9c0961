// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Measure;

namespace Rtlgen.Codec.Files;

/// <summary>Measures a tensor piece by piece with several threads: groups are measured by themselves.</summary>
internal static class TensorMeasuring
{
    /// <summary>Measures.</summary>
    /// <param name="descriptor">How the tensor would be coded.</param>
    /// <param name="values">Its values.</param>
    /// <param name="threads">How many threads.</param>
    /// <param name="pieceValues">Values of a piece.</param>
    /// <param name="progress">Counts the bytes that are done.</param>
    public static TensorStatistics Measure(
        Descriptor descriptor, ValuePieces values, int threads, int pieceValues, ProgressCount progress)
    {
        var group = descriptor.GroupValues * descriptor.Container.Bytes;
        var whole = new TensorMeter(descriptor);
        foreach (var piece in values.Read(StreamingEncoder.PieceOf(descriptor, pieceValues)))
        {
            var slice = ((piece.Length / group / threads) + 1) * group;
            var meters = new TensorMeter[(piece.Length + slice - 1) / slice];
            Parallel.For(0, meters.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
            {
                meters[i] = new TensorMeter(descriptor);
                meters[i].Add(piece.Span.Slice(i * slice, Math.Min(slice, piece.Length - (i * slice))));
            });
            Array.ForEach(meters, whole.Add);
            progress.Add(piece.Length);
        }

        return whole.Finish();
    }
}
