// SPDX-License-Identifier: Apache-2.0

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rtlgen.Training.Run;

/// <summary>The file <c>log.jsonl</c>: one JSON object a line. docs/training.md says which.</summary>
public sealed class RunLog : IRunObserver
{
    /// <summary>Its name in a run's folder.</summary>
    public const string FileName = "log.jsonl";

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly FileStream? _file;

    /// <summary>Opens the log.</summary>
    /// <param name="path">Its path; null for a log that nobody reads.</param>
    /// <param name="keep">Bytes of the present file that are kept: what came after a checkpoint is written
    /// again.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public RunLog(string? path, long keep)
    {
        if (path is not null)
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            _file.SetLength(Math.Min(keep, _file.Length));
            _file.Seek(0, SeekOrigin.End);
        }
    }

    /// <summary>Bytes written so far.</summary>
    public long Length => _file?.Position ?? 0;

    /// <inheritdoc/>
    public void Write(JsonObject content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (_file is not null)
        {
            JsonSerializer.Serialize(_file, content, Options);
            _file.Write("\n"u8);
            _file.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
