// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>An error that Z3 reports; the message is Z3's.</summary>
public class Z3Exception : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public Z3Exception()
    {
    }

    /// <summary>An exception with Z3's message.</summary>
    public Z3Exception(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public Z3Exception(string message, Exception inner)
        : base(message, inner)
    {
    }
}
