// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Rtlgen.Training.Run;

/// <summary>Takes down what happens in a run.</summary>
public interface IRunObserver : IDisposable
{
    /// <summary>Takes an event.</summary>
    /// <param name="content">One of the objects of <c>log.jsonl</c>.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    void Write(JsonObject content);
}
