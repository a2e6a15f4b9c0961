// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Simulation.Streams;

/// <summary>Nothing moves any more; the message names the streams that are stuck.</summary>
public sealed class StreamTimeoutException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public StreamTimeoutException()
    {
    }

    /// <summary>An exception that names the streams.</summary>
    public StreamTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that names the streams, and has a cause.</summary>
    public StreamTimeoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
