// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Codec;

/// <summary>The output cannot be written; any other failure of a file operation is the input's.</summary>
/// <param name="message">One line that names the file.</param>
/// <param name="cause">The system's error.</param>
public sealed class OutputException(string message, Exception cause) : IOException(message, cause)
{
    /// <summary>Runs a step that writes.</summary>
    /// <exception cref="OutputException">It failed.</exception>
    internal static void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception)
            when (exception is (IOException and not OutputException) or UnauthorizedAccessException)
        {
            throw new OutputException(exception.Message, exception);
        }
    }
}
