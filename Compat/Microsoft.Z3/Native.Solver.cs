// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Microsoft.Z3;

internal static partial class Native
{
    // Parser, parameters, tactics ---

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint Z3_parse_smtlib2_string(
        nint context, string text, uint sorts, nint[]? sortNames, nint[]? sortValues, uint declarations, nint[]? names, nint[]? values);

    [LibraryImport(Library)]
    internal static partial uint Z3_ast_vector_size(nint context, nint vector);

    [LibraryImport(Library)]
    internal static partial nint Z3_ast_vector_get(nint context, nint vector, uint index);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_params(nint context);

    [LibraryImport(Library)]
    internal static partial void Z3_params_set_uint(nint context, nint parameters, nint name, uint value);

    [LibraryImport(Library)]
    internal static partial void Z3_params_set_bool(
        nint context, nint parameters, nint name, [MarshalAs(UnmanagedType.U1)] bool value);

    [LibraryImport(Library)]
    internal static partial void Z3_params_set_symbol(nint context, nint parameters, nint name, nint value);

    [LibraryImport(Library)]
    internal static partial nint Z3_params_to_string(nint context, nint parameters);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint Z3_mk_tactic(nint context, string name);

    [LibraryImport(Library)]
    internal static partial nint Z3_tactic_and_then(nint context, nint first, nint second);

    [LibraryImport(Library)]
    internal static partial nint Z3_tactic_using_params(nint context, nint tactic, nint parameters);

    // Solver, model ---

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_solver(nint context);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_solver_for_logic(nint context, nint logic);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_solver_from_tactic(nint context, nint tactic);

    [LibraryImport(Library)]
    internal static partial void Z3_solver_set_params(nint context, nint solver, nint parameters);

    [LibraryImport(Library)]
    internal static partial void Z3_solver_assert(nint context, nint solver, nint term);

    [LibraryImport(Library)]
    internal static partial void Z3_solver_push(nint context, nint solver);

    [LibraryImport(Library)]
    internal static partial void Z3_solver_pop(nint context, nint solver, uint count);

    [LibraryImport(Library)]
    internal static partial void Z3_solver_reset(nint context, nint solver);

    [LibraryImport(Library)]
    internal static partial int Z3_solver_check_assumptions(nint context, nint solver, uint count, nint[] assumptions);

    [LibraryImport(Library)]
    internal static partial nint Z3_solver_get_model(nint context, nint solver);

    [LibraryImport(Library)]
    internal static partial nint Z3_solver_get_reason_unknown(nint context, nint solver);

    [LibraryImport(Library)]
    internal static partial nint Z3_solver_get_assertions(nint context, nint solver);

    [LibraryImport(Library)]
    internal static partial nint Z3_solver_to_string(nint context, nint solver);

    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    internal static partial bool Z3_model_eval(
        nint context, nint model, nint term, [MarshalAs(UnmanagedType.U1)] bool completion, out nint value);

    [LibraryImport(Library)]
    internal static partial uint Z3_model_get_num_consts(nint context, nint model);

    [LibraryImport(Library)]
    internal static partial nint Z3_model_get_const_decl(nint context, nint model, uint index);

    [LibraryImport(Library)]
    internal static partial nint Z3_model_get_const_interp(nint context, nint model, nint declaration);

    [LibraryImport(Library)]
    internal static partial nint Z3_model_to_string(nint context, nint model);
}
