// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine;

/// <summary>Stub.</summary>
internal sealed class BenchPicture(BenchReport report)
{
    /// <summary>Stub.</summary>
    public void Write(TextWriter writer) => writer.WriteLine(report.Results.Count);
}
