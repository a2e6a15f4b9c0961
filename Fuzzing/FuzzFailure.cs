// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Fuzzing;

/// <summary>An input that was not treated as it must be.</summary>
/// <param name="problem">What happened and what had to happen.</param>
/// <param name="cause">The exception behind it, if any.</param>
internal sealed class FuzzFailure(string problem, Exception? cause = null) : Exception(problem, cause);
