// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Microsoft.Z3;

/// <summary>The name of a constant, function or parameter.</summary>
public class Symbol
{
    private const int StringKind = 1;

    private readonly Context _context;

    internal Symbol(Context context, nint handle)
    {
        context.Check();
        (_context, Handle) = (context, handle);
    }

    internal nint Handle { get; }

    /// <summary>The name as text.</summary>
    public override string ToString() => Native.Z3_get_symbol_kind(_context.Handle, Handle) == StringKind
        ? Context.Text(Native.Z3_get_symbol_string(_context.Handle, Handle))
        : Native.Z3_get_symbol_int(_context.Handle, Handle).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A name that is a string.</summary>
public class StringSymbol : Symbol
{
    internal StringSymbol(Context context, nint handle)
        : base(context, handle)
    {
    }
}
