// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The functions of the shim over libtorch, under their own names; see native/shim.cpp.</summary>
internal static unsafe partial class Native
{
    private const string Library = "torch_shim";

    private const string File = "libtorch_shim.so";

    static Native()
    {
        NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Load);
        torch_shim_callbacks(Callbacks.Table);
    }

    // Operators ---

    [LibraryImport(Library)]
    internal static partial nint torch_shim_error();

    [LibraryImport(Library)]
    internal static partial nint torch_shim_version();

    [LibraryImport(Library)]
    internal static partial void torch_shim_callbacks(Callbacks functions);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint torch_shim_operator(string name, string overload);

    [LibraryImport(Library)]
    internal static partial int torch_shim_call(nint op, Value* arguments, int count, Value* results, int capacity);

    [LibraryImport(Library)]
    internal static partial void torch_shim_free(nint list);

    // Tensors ---

    [LibraryImport(Library)]
    internal static partial void torch_shim_release(nint tensor);

    [LibraryImport(Library)]
    internal static partial nint torch_shim_share(nint tensor);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long torch_shim_dim(nint tensor);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial long torch_shim_numel(nint tensor);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    internal static partial int torch_shim_dtype(nint tensor);

    [LibraryImport(Library)]
    internal static partial int torch_shim_sizes(nint tensor, long* sizes);

    [LibraryImport(Library)]
    internal static partial int torch_shim_strides(nint tensor, long* strides);

    [LibraryImport(Library)]
    internal static partial int torch_shim_is_contiguous(nint tensor);

    [LibraryImport(Library)]
    internal static partial nint torch_shim_data(nint tensor);

    [LibraryImport(Library)]
    internal static partial long torch_shim_storage_offset(nint tensor);

    [LibraryImport(Library)]
    internal static partial int torch_shim_set_data(nint tensor, nint source);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int torch_shim_save(nint tensor, string path);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint torch_shim_load(string path);

    // Autograd ---

    [LibraryImport(Library)]
    internal static partial int torch_shim_requires_grad(nint tensor);

    [LibraryImport(Library)]
    internal static partial int torch_shim_set_requires_grad(nint tensor, int value);

    [LibraryImport(Library)]
    internal static partial int torch_shim_is_leaf(nint tensor);

    [LibraryImport(Library)]
    internal static partial nint torch_shim_grad(nint tensor);

    [LibraryImport(Library)]
    internal static partial int torch_shim_set_grad(nint tensor, nint gradient);

    [LibraryImport(Library)]
    internal static partial int torch_shim_retain_grad(nint tensor);

    [LibraryImport(Library)]
    internal static partial int torch_shim_backward(
        nint* roots, int rootCount, nint* gradients, int gradientCount, int retain, int create, nint* inputs,
        int inputCount);

    [LibraryImport(Library)]
    internal static partial int torch_shim_gradients(
        nint* roots, int rootCount, nint* inputs, int inputCount, nint* gradients, int gradientCount, int retain,
        int create,
        int allowUnused, nint* results);

    [LibraryImport(Library)]
    internal static partial int torch_shim_grad_mode();

    [LibraryImport(Library)]
    internal static partial void torch_shim_set_grad_mode(int enabled);

    [LibraryImport(Library)]
    internal static partial int torch_shim_inference_mode();

    [LibraryImport(Library)]
    internal static partial nint torch_shim_begin_inference_mode(int enabled);

    [LibraryImport(Library)]
    internal static partial void torch_shim_end_inference_mode(nint mode);

    // Managed functions ---

    [LibraryImport(Library)]
    internal static partial nint torch_shim_node(long context, nint* inputs, int count);

    [LibraryImport(Library)]
    internal static partial void torch_shim_node_release(nint node);

    [LibraryImport(Library)]
    internal static partial int torch_shim_node_wrap(
        nint node, nint* inputs, int inputCount, nint* constants, int constantCount, nint* dirty, int dirtyCount,
        nint* outputs, int outputCount, nint* results);

    [LibraryImport(Library)]
    internal static partial nint torch_shim_node_address(nint node);

    [LibraryImport(Library)]
    internal static partial int torch_shim_node_save(nint address, nint* tensors, int count);

    [LibraryImport(Library)]
    internal static partial int torch_shim_node_saved(nint address, nint* tensors, int capacity);

    // Numbers drawn at random, threads, types ---

    [LibraryImport(Library)]
    internal static partial nint torch_shim_generator(int isDefault, ulong seed);

    [LibraryImport(Library)]
    internal static partial void torch_shim_generator_release(nint generator);

    [LibraryImport(Library)]
    internal static partial int torch_shim_generator_seed(nint generator, ulong seed);

    [LibraryImport(Library)]
    internal static partial ulong torch_shim_generator_initial_seed(nint generator);

    [LibraryImport(Library)]
    internal static partial nint torch_shim_generator_state(nint generator);

    [LibraryImport(Library)]
    internal static partial int torch_shim_generator_set_state(nint generator, nint state);

    [LibraryImport(Library)]
    internal static partial int torch_shim_threads();

    [LibraryImport(Library)]
    internal static partial int torch_shim_set_threads(int count);

    [LibraryImport(Library)]
    internal static partial int torch_shim_interop_threads();

    [LibraryImport(Library)]
    internal static partial int torch_shim_set_interop_threads(int count);

    [LibraryImport(Library)]
    internal static partial int torch_shim_default_dtype();

    [LibraryImport(Library)]
    internal static partial int torch_shim_set_default_dtype(int type);

    /// <summary>Throws what libtorch said when a call has failed.</summary>
    internal static void Check(int status)
    {
        if (status < 0)
        {
            throw Failure();
        }
    }

    /// <summary>Throws what libtorch said when a call that returns a pointer has failed.</summary>
    internal static nint Check(nint pointer) => pointer != 0 ? pointer : throw Failure();

    /// <summary>The last error of this thread, with the exception of a callback inside if that was its cause.</summary>
    internal static ExternalException Failure()
    {
        var text = Marshal.PtrToStringUTF8(torch_shim_error()) ?? "";
        return Callbacks.TakeException() is { } cause
            ? new ExternalException($"{text}: {cause.GetType().Name}: {cause.Message}", cause)
            : new ExternalException(text);
    }

    // The set-up puts the shim into artifacts/native, which lies beside the artifacts/bin that holds this assembly.
    private static nint Load(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
        {
            return 0;
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            foreach (var file in new[] { Path.Combine(at.FullName, File), Path.Combine(at.FullName, "native", File) })
            {
                if (System.IO.File.Exists(file))
                {
                    return NativeLibrary.TryLoad(file, out var handle)
                        ? handle
                        : throw new DllNotFoundException(
                            $"{file} does not load: install the Debian packages libtorch-dev and libopenblas0-pthread");
                }
            }
        }

        throw new DllNotFoundException(
            $"{File} is not built: run ./test or ./rtlgen train, "
            + "which need the Debian packages libtorch-dev, libopenblas0-pthread and g++");
    }
}
