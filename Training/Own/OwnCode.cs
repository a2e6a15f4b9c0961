// SPDX-License-Identifier: Apache-2.0

using System.Reflection;

namespace Rtlgen.Training.Own;

/// <summary>Runs a user's code: what it throws is told as a fault of its class.</summary>
internal static class OwnCode
{
    /// <summary>Runs code of a class.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="origin">The class; null for code of the program's own, whose exceptions stay as they are.</param>
    /// <param name="what">What runs, such as <c>forward</c>.</param>
    /// <param name="work">The code.</param>
    /// <exception cref="InvalidDataException">It throws; the message is one line and names the class.</exception>
    /// <exception cref="DllNotFoundException">A native library is missing; the message is one line.</exception>
    public static T Run<T>(OwnClass? origin, string what, Func<T> work)
    {
        if (origin is null)
        {
            return work();
        }

        try
        {
            return work();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw Fault(origin, what, exception);
        }
    }

    /// <summary>The same for code that gives nothing.</summary>
    public static void Run(OwnClass? origin, string what, Action work) => _ = Run(origin, what, () =>
    {
        work();
        return true;
    });

    /// <summary>The error for something that a class does wrong.</summary>
    /// <param name="origin">The class.</param>
    /// <param name="message">What it does, and what would be right.</param>
    public static InvalidDataException Wrong(OwnClass origin, string message) =>
        new($"{origin.File}: {origin.Name}: {message}");

    /// <summary>The first line of an exception's message, without a point at its end.</summary>
    public static string FirstLine(Exception exception) =>
        exception.Message.Split(['\n', '\r'], 2)[0].Split(". In order to", 2)[0].TrimEnd('.');

    private static Exception Fault(OwnClass origin, string what, Exception exception)
    {
        // A class that cannot be initialised, and reflection, wrap what was thrown.
        var cause = exception;
        while (cause is TypeInitializationException or TargetInvocationException && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return cause is DllNotFoundException
            ? new DllNotFoundException(
                $"{origin.File}: {origin.Name}: {FirstLine(cause)}; it must lie beside the assembly", exception)
            : new InvalidDataException(
                $"{origin.File}: {origin.Name}: {what} throws {cause.GetType().Name}: {FirstLine(cause)}", exception);
    }
}
