// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>A step of a solver's work.</summary>
public class Tactic : Z3Object
{
    internal Tactic(Context context, nint handle)
        : base(context, handle, Native.Z3_tactic_inc_ref, Native.Z3_tactic_dec_ref)
    {
    }
}
