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

    /// <summary>The numbers that belong to it, such as the bits of an extract.</summary>
    public Parameter[] Parameters => [.. Enumerable.Range(0, (int)Native.Z3_get_decl_num_parameters(Owner.Handle, Handle))
        .Select(i => new Parameter(Native.Z3_get_decl_int_parameter(Owner.Handle, Handle, (uint)i)))];

    /// <summary>A number that belongs to a declaration.</summary>
    public class Parameter
    {
        internal Parameter(int value) => Int = value;

        /// <summary>The number.</summary>
        public int Int { get; }
    }
}
