// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using Scriban.Parsing;

namespace Scriban;

/// <summary>The messages of a template's parsing.</summary>
public sealed class LogMessageBag : IReadOnlyList<LogMessage>
{
    private readonly List<LogMessage> _messages = [];

    /// <inheritdoc />
    public int Count => _messages.Count;

    /// <summary>Whether one of them is an error.</summary>
    public bool HasErrors => _messages.Exists(message => message.Type == ParserMessageType.Error);

    /// <inheritdoc />
    public LogMessage this[int index] => _messages[index];

    /// <summary>Appends a message.</summary>
    public void Add(LogMessage message) => _messages.Add(message);

    /// <inheritdoc />
    public IEnumerator<LogMessage> GetEnumerator() => _messages.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The messages, each on its line.</summary>
    public override string ToString() =>
        string.Concat(_messages.Select(message => message + Environment.NewLine));
}
