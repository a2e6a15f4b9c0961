// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Microsoft.Z3;

internal static partial class Native
{
    // Symbols, sorts, constants ---

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint Z3_mk_string_symbol(nint context, string name);

    [LibraryImport(Library)]
    internal static partial int Z3_get_symbol_kind(nint context, nint symbol);

    [LibraryImport(Library)]
    internal static partial nint Z3_get_symbol_string(nint context, nint symbol);

    [LibraryImport(Library)]
    internal static partial int Z3_get_symbol_int(nint context, nint symbol);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_bool_sort(nint context);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_bv_sort(nint context, uint size);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_array_sort(nint context, nint domain, nint range);

    [LibraryImport(Library)]
    internal static partial nint Z3_get_sort(nint context, nint ast);

    [LibraryImport(Library)]
    internal static partial int Z3_get_sort_kind(nint context, nint sort);

    [LibraryImport(Library)]
    internal static partial uint Z3_get_bv_sort_size(nint context, nint sort);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_const(nint context, nint symbol, nint sort);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint Z3_mk_numeral(nint context, string value, nint sort);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_unsigned_int64(nint context, ulong value, nint sort);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_true(nint context);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_false(nint context);

    // Terms ---

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_not(nint context, nint term);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_bvnot(nint context, nint term);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_eq(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_implies(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_bvand(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_bvor(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_bvxor(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_bvadd(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_bvsub(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_bvult(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_bvule(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_bvshl(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_bvlshr(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_concat(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_select(nint context, nint left, nint right);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_and(nint context, uint count, nint[] terms);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_or(nint context, uint count, nint[] terms);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_distinct(nint context, uint count, nint[] terms);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_ite(nint context, nint condition, nint whenTrue, nint whenFalse);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_store(nint context, nint array, nint index, nint value);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_extract(nint context, uint high, uint low, nint term);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_zero_ext(nint context, uint count, nint term);

    [LibraryImport(Library)]
    internal static partial nint Z3_simplify(nint context, nint term);

    [LibraryImport(Library)]
    internal static partial nint Z3_simplify_ex(nint context, nint term, nint parameters);

    [LibraryImport(Library)]
    internal static partial nint Z3_substitute(nint context, nint term, uint count, nint[] from, nint[] to);

    // Looking at terms ---

    [LibraryImport(Library)]
    internal static partial nint Z3_ast_to_string(nint context, nint ast);

    [LibraryImport(Library)]
    internal static partial int Z3_get_ast_kind(nint context, nint ast);

    [LibraryImport(Library)]
    internal static partial uint Z3_get_ast_id(nint context, nint ast);

    [LibraryImport(Library)]
    internal static partial uint Z3_get_app_num_args(nint context, nint application);

    [LibraryImport(Library)]
    internal static partial nint Z3_get_app_arg(nint context, nint application, uint index);

    [LibraryImport(Library)]
    internal static partial nint Z3_get_app_decl(nint context, nint application);

    [LibraryImport(Library)]
    internal static partial nint Z3_get_decl_name(nint context, nint declaration);

    [LibraryImport(Library)]
    internal static partial int Z3_get_decl_kind(nint context, nint declaration);

    [LibraryImport(Library)]
    internal static partial uint Z3_get_decl_num_parameters(nint context, nint declaration);

    [LibraryImport(Library)]
    internal static partial int Z3_get_decl_int_parameter(nint context, nint declaration, uint index);

    [LibraryImport(Library)]
    internal static partial uint Z3_get_arity(nint context, nint declaration);

    [LibraryImport(Library)]
    internal static partial nint Z3_get_numeral_string(nint context, nint numeral);

    [LibraryImport(Library)]
    internal static partial int Z3_get_bool_value(nint context, nint term);
}
