// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>What a check found.</summary>
public enum Status
{
    /// <summary>There is no model.</summary>
    UNSATISFIABLE = -1,

    /// <summary>The solver gave up; <see cref="Solver.ReasonUnknown"/> says why.</summary>
    UNKNOWN = 0,

    /// <summary>There is a model.</summary>
    SATISFIABLE = 1,
}
