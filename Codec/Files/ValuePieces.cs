// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Measure;

namespace Rtlgen.Codec.Files;

/// <summary>A tensor's values piece by piece; the next piece is read while the caller works on one.</summary>
/// <param name="file">The file.</param>
/// <param name="tensor">One of its tensors, of a type with a container.</param>
/// <param name="container">The container that values are converted to.</param>
/// <param name="cancellation">Stops the reading.</param>
internal sealed class ValuePieces(
    TensorFile file, TensorInfo tensor, Container container, CancellationToken cancellation)
{
    private readonly Container _own = ContainerTypes.ContainerOf(tensor.Type)!;

    /// <summary>Values that the conversion changed, in the last reading.</summary>
    public long Changed { get; private set; }

    /// <summary>Reads the tensor.</summary>
    /// <param name="pieceValues">Values of a piece; the last one may have fewer.</param>
    /// <returns>Little-endian values of the container. A piece is gone once the next one is asked for.</returns>
    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Read(int pieceValues)
    {
        Changed = 0;
        var most = (int)Math.Min(pieceValues, tensor.ElementCount);
        var (current, next) = (Rent(most * _own.Bytes), Rent(most * _own.Bytes));
        var converted = container == _own ? [] : Rent(most * container.Bytes);
        var reading = Task.Run(() => Fill(current, 0, most));
        try
        {
            for (var done = 0L; done < tensor.ElementCount; done += most)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = reading.GetAwaiter().GetResult();
                var (target, from) = (next, done + count);
                reading = Task.Run(() => Fill(target, from, most));
                yield return Convert(current.AsMemory(0, count * _own.Bytes), converted);
                (current, next) = (next, current);
            }
        }
        finally
        {
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
            Array.ForEach([current, next, converted], Return);
        }
    }

    /// <summary>Looks at the values.</summary>
    /// <param name="pieceValues">Values of a piece.</param>
    /// <param name="threads">How many threads look.</param>
    /// <param name="enough">Says that the rest need not be looked at.</param>
    public TensorScan Scan(int pieceValues, int threads, Func<TensorScan, bool> enough)
    {
        var scan = TensorScan.Of(container, []);
        foreach (var piece in Read(pieceValues))
        {
            var slice = ((piece.Length / container.Bytes / threads) + 1) * container.Bytes;
            var scans = new TensorScan[(piece.Length + slice - 1) / slice];
            Parallel.For(0, scans.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
                scans[i] = TensorScan.Of(
                    container, piece.Span.Slice(i * slice, Math.Min(slice, piece.Length - (i * slice)))));
            scan = new TensorScan(
                container,
                Math.Max(scan.LargestFinite, scans.Max(other => other.LargestFinite)),
                scan.HasSignBits || Array.Exists(scans, other => other.HasSignBits));
            if (enough(scan))
            {
                break;
            }
        }

        return scan;
    }

    private static byte[] Rent(int bytes) => ArrayPool<byte>.Shared.Rent(bytes);

    private static void Return(byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private int Fill(byte[] buffer, long from, int most)
    {
        var count = (int)Math.Min(most, tensor.ElementCount - from);
        try
        {
            file.Read(tensor, from * _own.Bytes, buffer.AsSpan(0, count * _own.Bytes));
            return count;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Beside a writer, an error of the system must say which of the two files it is about.
            throw Damage.In(
                file.Path, $"tensor {Damage.Quote(tensor.Name)} cannot be read: {exception.Message}", exception);
        }
        catch (InvalidDataException exception)
        {
            // Of a sharded file, the message names the part.
            var start = $"{file.Path}: ";
            var problem = exception.Message;
            throw Damage.In(
                file.Path,
                tensor.Name,
                problem.StartsWith(start, StringComparison.Ordinal) ? problem[start.Length..] : problem);
        }
    }

    private ReadOnlyMemory<byte> Convert(ReadOnlyMemory<byte> values, byte[] converted)
    {
        if (container == _own)
        {
            return values;
        }

        Changed += ContainerConversion.Convert(values.Span, _own, container, converted);
        return converted.AsMemory(0, values.Length / _own.Bytes * container.Bytes);
    }
}
