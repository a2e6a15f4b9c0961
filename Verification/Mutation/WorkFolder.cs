// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Mutation;

/// <summary>A folder for files that nobody asks for again; it goes when it is disposed of.</summary>
internal sealed class WorkFolder : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("rtlgen").FullName;

    /// <summary>Path of a file in it.</summary>
    public string this[string fileName] => System.IO.Path.Combine(Path, fileName);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
