// SPDX-License-Identifier: Apache-2.0

using System.IO.MemoryMappedFiles;

namespace Rtlgen.Fuzzing.Running;

/// <summary>Where a process is, in memory that outlives it.</summary>
internal sealed class FuzzStatus : IDisposable
{
    private const int Bytes = 4096;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <summary>Opens a status file; makes it if there is none.</summary>
    public FuzzStatus(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Bytes);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>Number of the current input, plus one; 0 before the first.</summary>
    public long Current
    {
        get => _view.ReadInt64(0);
        set => _view.Write(0, value);
    }

    /// <summary>Inputs done.</summary>
    public long Done
    {
        get => _view.ReadInt64(8);
        set => _view.Write(8, value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
