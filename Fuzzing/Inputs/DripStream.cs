// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Fuzzing.Inputs;

/// <summary>A stream that gives fewer bytes than asked for, as pipes do.</summary>
/// <param name="content">What it has.</param>
/// <param name="draw">Says how many bytes come at once.</param>
internal sealed class DripStream(byte[] content, Draw draw) : MemoryStream(content, writable: false)
{
    // A class derived from MemoryStream has its spans read through this one.
    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, count > 1 && !draw.OneIn(4) ? draw.From(1, count) : count);
}
