// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>A declared name, or an operator.</summary>
public class FuncDecl : AST
{
    internal FuncDecl(Context context, nint handle)
        : base(context, handle)
    {
    }

    /// <summary>Its name.</summary>
    public Symbol Name => new(Owner, Native.Z3_get_decl_name(Owner.Handle, Handle));

    /// <summary>How many arguments it takes.</summary>
    public uint Arity => Native.Z3_get_arity(Owner.Handle, Handle);
}
