// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Numbers of one type in libtorch's hands, with their place in the graph of gradients.</summary>
    public partial class Tensor : IDisposable
    {
        private static long _totalCount;
        private static long _peakCount;

        private readonly TensorHandle _handle;

        /// <summary>Takes over one reference to a tensor.</summary>
        internal Tensor(nint handle, bool register = true)
        {
            _handle = new TensorHandle(handle);
            _peakCount = Math.Max(_peakCount, Interlocked.Increment(ref _totalCount));
            if (register)
            {
                OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
            }
        }

        /// <summary>How many tensor objects are alive.</summary>
        public static long TotalCount => _totalCount;

        /// <summary>The most tensor objects that have been alive at once.</summary>
        public static long PeakCount => _peakCount;

        /// <summary>A name that the user gives.</summary>
        public string? name { get; set; }

        /// <summary>True after the tensor was disposed of.</summary>
        public bool IsInvalid => _handle.IsClosed || _handle.IsInvalid;

        /// <summary>The address of the native tensor.</summary>
        public IntPtr Handle => IsInvalid
            ? throw new InvalidOperationException("Tensor invalid -- empty handle.")
            : _handle.DangerousGetHandle();

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>A tensor that takes over one reference.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <summary>Gives the reference back, at once rather than when the garbage collector comes by.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Moves the tensor to the scope around its own.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of all scopes.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Moves the tensor to the scope of another one.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        /// <summary>Moves the tensor to another scope.</summary>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null && other is not null)
            {
                other.Attach(this);
            }
            else
            {
                OwningDisposeScope?.MoveToOther(other, this);
            }

            return this;
        }

        /// <summary>Gives the reference out of the object, which is invalid then.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            var handle = Handle;
            _handle.SetHandleAsInvalid();
            Interlocked.Decrement(ref _totalCount);
            GC.SuppressFinalize(this);
            return handle;
        }

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <summary>True for the same type, shape and numbers.</summary>
        public bool Equals(Tensor target) =>
            ReferenceEquals(this, target)
            || (dtype == target.dtype && shape.AsSpan(
                ).SequenceEqual(target.shape) && Aten.Truth("equal", this, target));

        /// <inheritdoc/>
        public override int GetHashCode() => base.GetHashCode();

        /// <summary>Gives the reference back.</summary>
        protected virtual void Dispose(bool disposing)
        {
            if (!IsInvalid)
            {
                DisposeScopeManager.ThreadSingleton.Disposing(this);
                OwningDisposeScope?.MarkAsDisposed(this);
                _handle.Dispose();
            }
        }

        /// <summary>Another object for the same native tensor.</summary>
        internal Tensor Share() => new(Native.torch_shim_share(Handle));

        /// <summary>One reference, which gives itself back when nobody holds it any more.</summary>
        private sealed class TensorHandle : SafeHandle
        {
            internal TensorHandle(nint tensor)
                : base(0, ownsHandle: true) => SetHandle(tensor);

            public override bool IsInvalid => handle == 0;

            protected override bool ReleaseHandle()
            {
                Native.torch_shim_release(handle);
                Interlocked.Decrement(ref _totalCount);
                return true;
            }
        }
    }
}
