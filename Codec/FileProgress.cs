// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Codec;

/// <summary>How far work on a file has come.</summary>
/// <param name="Done">Bytes of values done.</param>
/// <param name="Total">Bytes of values in all.</param>
public readonly record struct FileProgress(long Done, long Total);
