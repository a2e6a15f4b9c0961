// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Codec.Files;

/// <summary>Adds up what is done.</summary>
/// <param name="progress">Is told; may be null.</param>
/// <param name="total">Bytes in all.</param>
internal sealed class ProgressCount(IProgress<FileProgress>? progress, long total)
{
    private long _done;

    /// <summary>Adds bytes.</summary>
    public void Add(long bytes)
    {
        _done += bytes;
        progress?.Report(new FileProgress(_done, total));
    }
}
