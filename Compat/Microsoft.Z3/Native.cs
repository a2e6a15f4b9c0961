// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Runtime.InteropServices;

namespace Microsoft.Z3;

/// <summary>The functions of libz3's C interface that this project calls, under their own names.</summary>
internal static partial class Native
{
    private const string Library = "libz3";

    private static readonly string[] Files = ["libz3.so.4", "libz3.so", "libz3"];

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Load);

    // Configuration, context, errors ---

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_config();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void Z3_set_param_value(nint config, string name, string value);

    [LibraryImport(Library)]
    internal static partial void Z3_del_config(nint config);

    [LibraryImport(Library)]
    internal static partial nint Z3_mk_context_rc(nint config);

    [LibraryImport(Library)]
    internal static partial void Z3_del_context(nint context);

    [LibraryImport(Library)]
    internal static partial void Z3_interrupt(nint context);

    [LibraryImport(Library)]
    internal static unsafe partial void Z3_set_error_handler(
        nint context, delegate* unmanaged[Cdecl]<nint, int, void> handler);

    [LibraryImport(Library)]
    internal static partial int Z3_get_error_code(nint context);

    [LibraryImport(Library)]
    internal static partial nint Z3_get_error_msg(nint context, int code);

    [LibraryImport(Library)]
    internal static partial nint Z3_get_full_version();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void Z3_global_param_set(string name, string value);

    // Reference counts ---

    [LibraryImport(Library)]
    internal static partial void Z3_params_inc_ref(nint context, nint item);

    [LibraryImport(Library)]
    internal static partial void Z3_params_dec_ref(nint context, nint item);

    [LibraryImport(Library)]
    internal static partial void Z3_model_inc_ref(nint context, nint item);

    [LibraryImport(Library)]
    internal static partial void Z3_model_dec_ref(nint context, nint item);

    [LibraryImport(Library)]
    internal static partial void Z3_solver_inc_ref(nint context, nint item);

    [LibraryImport(Library)]
    internal static partial void Z3_solver_dec_ref(nint context, nint item);

    [LibraryImport(Library)]
    internal static partial void Z3_tactic_inc_ref(nint context, nint item);

    [LibraryImport(Library)]
    internal static partial void Z3_tactic_dec_ref(nint context, nint item);

    [LibraryImport(Library)]
    internal static partial void Z3_ast_vector_inc_ref(nint context, nint item);

    [LibraryImport(Library)]
    internal static partial void Z3_ast_vector_dec_ref(nint context, nint item);

    [LibraryImport(Library)]
    internal static partial void Z3_inc_ref(nint context, nint ast);

    [LibraryImport(Library)]
    internal static partial void Z3_dec_ref(nint context, nint ast);

    private static nint Load(string name, Assembly assembly, DllImportSearchPath? path)
    {
        foreach (var file in name == Library ? Files : [name])
        {
            if (NativeLibrary.TryLoad(file, assembly, path, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException(
            "libz3.so.4 is not installed: install the Debian package libz3-4 (or libz3-dev, z3)");
    }
}
