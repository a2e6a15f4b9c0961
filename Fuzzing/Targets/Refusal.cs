// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Rtlgen.Fuzzing.Targets;

/// <summary>What refusals must be like, and which kinds there are.</summary>
internal static class Refusal
{
    private const int LongestKind = 120;

    /// <summary>Requires a refusal to be of a documented type, with a message of one line.</summary>
    /// <param name="exception">The refusal.</param>
    /// <param name="start">What the message must start with: the file's name, or nothing.</param>
    /// <exception cref="FuzzFailure">It is not.</exception>
    public static void RequireClean(Exception exception, string start = "")
    {
        if (exception.GetType() != typeof(InvalidDataException))
        {
            throw new FuzzFailure($"{exception.GetType().Name} instead of a refusal: {exception.Message}", exception);
        }

        var message = exception.Message;
        if (message.Length == 0 || message.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029'))
        {
            throw new FuzzFailure("the refusal's message is not one line", exception);
        }

        if (!message.StartsWith(start, StringComparison.Ordinal))
        {
            throw new FuzzFailure($"the refusal's message does not start with the file: {message}", exception);
        }
    }

    /// <summary>The message without what varies: numbers become N, what is quoted '…', lists […].</summary>
    /// <param name="message">The message.</param>
    public static string Kind(string message)
    {
        var kind = new StringBuilder(message.Length);
        for (var i = 0; i < message.Length && kind.Length < LongestKind; i++)
        {
            if (char.IsAsciiDigit(message[i]))
            {
                // F32 and the like stay as they are.
                var end = i;
                while (end + 1 < message.Length && char.IsAsciiDigit(message[end + 1]))
                {
                    end++;
                }

                kind.Append(i > 0 && char.IsAsciiLetter(message[i - 1]) ? message.AsSpan(i, end + 1 - i) : "N");
                i = end;
            }
            else if (message[i] == '[' || (message[i] == '\'' && !(i > 0 && char.IsAsciiLetter(message[i - 1]))))
            {
                var close = message.LastIndexOf(message[i] == '[' ? ']' : '\'');
                kind.Append(message[i] == '[' ? "[…]" : "'…'");
                i = Math.Max(i, EndOf(message, i, close));
            }
            else
            {
                kind.Append(message[i]);
            }
        }

        return kind.ToString();
    }

    private static int EndOf(string message, int start, int last)
    {
        var next = message.IndexOf(message[start] == '[' ? ']' : '\'', start + 1);
        return next < 0 ? last : next;
    }
}
