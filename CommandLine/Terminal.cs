// SPDX-License-Identifier: Apache-2.0

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Rtlgen.Codec;

namespace Rtlgen.CommandLine;

/// <summary>Where a command writes, and what stops it.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Errors, notes and progress.</param>
/// <param name="ShowProgress">True if <paramref name="Error"/> is a screen, where a line can be written over.</param>
/// <param name="Cancellation">Set when the user interrupts.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, bool ShowProgress, CancellationToken Cancellation)
{
    private const string EraseLine = "\r\u001b[K";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Writes a result as JSON.</summary>
    public void WriteJson<T>(T result) => Out.WriteLine(JsonSerializer.Serialize(result, Json));

    /// <summary>Writes a remark that is no error.</summary>
    public void Note(string text)
    {
        ClearProgress();
        Error.WriteLine($"rtlgen: note: {text}");
    }

    /// <summary>Says how far a long command has come; nothing where the line would stay.</summary>
    public void Progress(string activity, int done, int total)
    {
        if (ShowProgress)
        {
            Error.Write($"{EraseLine}{activity} {done}/{total}");
        }
    }

    /// <summary>Says how far work on a file has come, whenever that is another percent.</summary>
    public IProgress<FileProgress> FileProgress(string activity) => new Percentage(this, activity);

    /// <summary>Takes the progress line away.</summary>
    public void ClearProgress()
    {
        if (ShowProgress)
        {
            Error.Write(EraseLine);
        }
    }

    private sealed class Percentage(Terminal terminal, string activity) : IProgress<FileProgress>
    {
        private long _last = -1;

        public void Report(FileProgress value)
        {
            var percent = value.Total == 0 ? 100 : 100 * value.Done / value.Total;
            if (terminal.ShowProgress && percent != _last)
            {
                _last = percent;
                terminal.Error.Write($"{EraseLine}{activity} {percent}% of {TextTable.Count(value.Total)} bytes");
            }
        }
    }
}
