// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The functions of libtorch, under the names that PyTorch gives them.</summary>
public static partial class torch
{
    /// <summary>The version of libtorch.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8(Native.torch_shim_version())!;

    /// <summary>The innermost scope of this thread.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.ThreadSingleton.CurrentDisposeScope;

    /// <summary>A scope that disposes of the tensors made in it when it is disposed of.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();

    /// <summary>A tensor whose intermediates a scope of their own disposes of.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    /// <summary>How many threads one operator uses.</summary>
    public static int get_num_threads() => Native.torch_shim_threads();

    /// <summary>Sets how many threads one operator uses.</summary>
    public static void set_num_threads(int num) => Native.Check(Native.torch_shim_set_threads(num));

    /// <summary>How many threads run operators side by side.</summary>
    public static int get_num_interop_threads() => Native.torch_shim_interop_threads();

    /// <summary>Sets how many threads run operators side by side; once, before any did.</summary>
    public static void set_num_interop_threads(int num) => Native.Check(Native.torch_shim_set_interop_threads(num));

    /// <summary>Operations in the scope leave no trace in the graph.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Operations in the scope are traced for gradients.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Says whether operations in the scope are traced for gradients.</summary>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>True if operations are traced for gradients.</summary>
    public static bool is_grad_enabled() => Native.torch_shim_grad_mode() != 0;

    /// <summary>Tensors made in the scope can never take part in a graph.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>True in such a scope.</summary>
    public static bool is_inference_mode_enabled() => Native.torch_shim_inference_mode() != 0;

    /// <summary>Writes a tensor to a file of libtorch's own format.</summary>
    public static void save(Tensor t, string location) => t.save(location);

    /// <summary>Reads a tensor from a file of libtorch's own format.</summary>
    public static Tensor load(string location) => Tensor.load(location);

    private sealed class GradMode : IDisposable
    {
        private readonly int _before = Native.torch_shim_grad_mode();

        internal GradMode(bool enabled) => Native.torch_shim_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => Native.torch_shim_set_grad_mode(_before);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint _mode = Native.torch_shim_begin_inference_mode(enabled ? 1 : 0);

        public void Dispose()
        {
            if (_mode != 0)
            {
                Native.torch_shim_end_inference_mode(_mode);
                _mode = 0;
            }
        }
    }
}
