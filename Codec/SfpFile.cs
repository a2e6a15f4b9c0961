// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec.Files;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Measure;

namespace Rtlgen.Codec;

/// <summary>Encodes and decodes whole files in little memory, however large files and tensors are.</summary>
/// <remarks>docs/format.md section 6. Outputs appear whole or not at all.</remarks>
public static class SfpFile
{
    /// <summary>Compresses the F32, BF16 and F16 tensors of a file; the others stay as they are.</summary>
    /// <param name="path">Safetensors (also sharded), <c>.npy</c>, ONNX or TensorFlow.js model, or a folder with
    /// one.</param>
    /// <param name="output">The safetensors file to write.</param>
    /// <param name="options">How; the default is lossless.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <returns>What became of each compressed tensor, in the order of the file.</returns>
    /// <inheritdoc cref="EncodeAsync(TensorFile, string, EncodeOptions, CancellationToken)" path="/exception"/>
    public static async Task<IReadOnlyList<EncodedFileTensor>> EncodeAsync(
        string path, string output, EncodeOptions? options = null, CancellationToken cancellation = default)
    {
        using var source = TensorFiles.Open(path);
        return await EncodeAsync(source, output, options ?? new EncodeOptions(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Compresses the F32, BF16 and F16 tensors of an open file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="output">The safetensors file to write.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <returns>What became of each compressed tensor, in the order of the file.</returns>
    /// <exception cref="FormatException">A tensor's settings are out of range.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or cannot be coded as asked.</exception>
    /// <exception cref="SignLossException">A tensor has negative values, whose signs must not be dropped.</exception>
    /// <exception cref="OutputException">The output cannot be written.</exception>
    /// <exception cref="VerifyException">What was written does not decode to the values.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Task<IReadOnlyList<EncodedFileTensor>> EncodeAsync(
        TensorFile source, string output, EncodeOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(output);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        return Task.Run(() => FileEncoding.Encode(source, output, options, cancellation), cancellation);
    }

    /// <summary>Measures what every coder would make of a tensor, without encoding it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="tensor">One of its tensors: F32, BF16 or F16.</param>
    /// <param name="settings">How it would be coded.</param>
    /// <param name="threads">How many threads work, 1 or more.</param>
    /// <param name="progress">Is told how far the work has come.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The descriptor that the settings come to, and exact sizes.</returns>
    /// <exception cref="FormatException">The settings are out of range.</exception>
    /// <exception cref="InvalidDataException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Task<(Descriptor Descriptor, TensorStatistics Statistics)> MeasureAsync(
        TensorFile source,
        TensorInfo tensor,
        BitlengthSettings settings,
        int threads,
        IProgress<FileProgress>? progress = null,
        CancellationToken cancellation = default) =>
        MeasureAsync(source, tensor, settings, threads, StreamingEncoder.DefaultPiece, progress, cancellation);

    /// <summary>Restores the tensors of a compressed file, names, types and shapes included.</summary>
    /// <param name="path">The compressed file.</param>
    /// <param name="output">The safetensors file to write; a single tensor may go to a <c>.npy</c> file.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <returns>The tensors written.</returns>
    /// <inheritdoc cref="DecodeAsync(CompressedFile, string, DecodeOptions, CancellationToken)" path="/exception"/>
    public static async Task<IReadOnlyList<TensorInfo>> DecodeAsync(
        string path, string output, DecodeOptions? options = null, CancellationToken cancellation = default)
    {
        using var source = CompressedFile.Open(path);
        return await DecodeAsync(source, output, options ?? new DecodeOptions(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Restores the tensors of an open compressed file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="output">The safetensors file to write; a single tensor may go to a <c>.npy</c> file.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    /// <returns>The tensors written.</returns>
    /// <exception cref="ArgumentException">
    /// There is no tensor of the name asked for; or a <c>.npy</c> file cannot hold what was chosen.
    /// </exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="OutputException">The output cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Task<IReadOnlyList<TensorInfo>> DecodeAsync(
        CompressedFile source, string output, DecodeOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(output);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        return Task.Run(() => new FileDecoding(source, output, options, cancellation).Run(), cancellation);
    }

    /// <summary>Measures; about <paramref name="pieceValues"/> values are in memory at once.</summary>
    internal static Task<(Descriptor Descriptor, TensorStatistics Statistics)> MeasureAsync(
        TensorFile source,
        TensorInfo tensor,
        BitlengthSettings settings,
        int threads,
        int pieceValues,
        IProgress<FileProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return Task.Run(
            () =>
            {
                var (values, descriptor) = TensorChoice.Choose(
                    source, tensor, settings, threads, pieceValues, cancellation);
                var count = new ProgressCount(progress, tensor.ElementCount * descriptor.Container.Bytes);
                return (descriptor, TensorMeasuring.Measure(descriptor, values, threads, pieceValues, count));
            },
            cancellation);
    }
}
