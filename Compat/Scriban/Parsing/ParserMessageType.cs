// SPDX-License-Identifier: Apache-2.0

namespace Scriban.Parsing;

/// <summary>How grave a message is.</summary>
public enum ParserMessageType
{
    /// <summary>The template cannot be rendered.</summary>
    Error,

    /// <summary>The template can be rendered. The stand-in has no warnings.</summary>
    Warning,
}
