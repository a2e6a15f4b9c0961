// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>A term, sort or declaration. Equal ones are one and the same in their context.</summary>
public class AST : Z3Object
{
    internal AST(Context context, nint handle)
        : base(context, handle, Native.Z3_inc_ref, Native.Z3_dec_ref)
    {
    }

    /// <summary>A number of its own in its context.</summary>
    public uint Id => Native.Z3_get_ast_id(Owner.Handle, Handle);

    /// <summary>True for the same thing of the same context.</summary>
    public override bool Equals(object? obj) => obj is AST other && other.Owner == Owner && other.Handle == Handle;

    /// <inheritdoc/>
    public override int GetHashCode() => Handle.GetHashCode();

    /// <summary>The text in SMT-LIB 2; shared parts are named once.</summary>
    public override string ToString()
    {
        var text = Context.Text(Native.Z3_ast_to_string(Owner.Handle, Handle));
        Owner.Check();
        return text;
    }
}
