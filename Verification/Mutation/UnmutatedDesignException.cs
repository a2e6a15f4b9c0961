// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Verification.Mutation;

/// <summary>The design fails without any mutant: nothing could be said of mutants. The message says how.</summary>
public sealed class UnmutatedDesignException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public UnmutatedDesignException()
    {
    }

    /// <summary>An exception that says how the design fails.</summary>
    public UnmutatedDesignException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says how the design fails, and has a cause.</summary>
    public UnmutatedDesignException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
