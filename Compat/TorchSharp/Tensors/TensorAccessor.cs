// SPDX-License-Identifier: Apache-2.0

using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The numbers of a tensor, in the order of their indices whatever their place in memory.</summary>
/// <typeparam name="T">The type of the numbers, which is the tensor's.</typeparam>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly T* _data;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _dense;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _data = (T*)tensor.Data;
        _shape = tensor.shape;
        _strides = tensor.stride();
        _dense = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
    }

    /// <summary>How many numbers there are.</summary>
    public long Count { get; }

    /// <summary>False: the tensor can be written.</summary>
    public bool IsReadOnly => false;

    /// <summary>The number at an index, or at a place in the order of indices.</summary>
    public T this[params long[] indices]
    {
        get => _data[Offset(indices)];
        set => _data[Offset(indices)] = value;
    }

    /// <summary>True if both are of the same tensor.</summary>
    public static bool operator ==(TensorAccessor<T>? left, TensorAccessor<T>? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>True if they are of different tensors.</summary>
    public static bool operator !=(TensorAccessor<T>? left, TensorAccessor<T>? right) => !(left == right);

    /// <summary>A copy of the numbers.</summary>
    public T[] ToArray() => ToLinear();

    /// <summary>A copy of the numbers as an array with the tensor's dimensions.</summary>
    public Array ToNDArray()
    {
        var linear = ToLinear();
        if (_shape.Length < 2)
        {
            return linear;
        }

        var array = Array.CreateInstance(typeof(T), _shape);
        fixed (T* from = linear)
        {
            var handle = System.Runtime.InteropServices.GCHandle.Alloc(
                array, System.Runtime.InteropServices.GCHandleType.Pinned);
            Buffer.MemoryCopy(from, (void*)handle.AddrOfPinnedObject(), Count * sizeof(T), Count * sizeof(T));
            handle.Free();
        }

        return array;
    }

    /// <summary>Copies numbers out, from a place in their order on, as many as fit.</summary>
    public void CopyTo(
        T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies numbers out, from a place in their order on, as many as fit.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (_dense)
        {
            new Span<T>(_data + tensorIndex, (int)count).CopyTo(array[arrayIndex..]);
            return;
        }

        for (var n = 0; n < count; ++n)
        {
            array[arrayIndex + n] = _data[Offset(tensorIndex + n)];
        }
    }

    /// <summary>Copies numbers in, from a place in their order on, as many as fit.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Copies numbers in, from a place in their order on, as many as fit.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (_dense)
        {
            array.Slice(arrayIndex, (int)count).CopyTo(new Span<T>(_data + tensorIndex, (int)count));
            return;
        }

        for (var n = 0; n < count; ++n)
        {
            _data[Offset(tensorIndex + n)] = array[arrayIndex + n];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var n = 0L; n < Count; ++n)
        {
            yield return this[n];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override bool Equals(
        object? obj) =>
        obj is TensorAccessor<T> other && ReferenceEquals(other._tensor, _tensor);

    /// <inheritdoc/>
    public override int GetHashCode() => _tensor.GetHashCode();

    /// <summary>Does nothing: the tensor is its owner's.</summary>
    public void Dispose()
    {
    }

    internal T[] ToLinear()
    {
        var array = GC.AllocateUninitializedArray<T>((int)Count);
        CopyTo(array);
        GC.KeepAlive(_tensor);
        return array;
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && _shape.Length != 1)
        {
            return indices[0] < Count && indices[0] >= 0 ? Offset(indices[0]) : throw new IndexOutOfRangeException();
        }

        var offset = 0L;
        for (var n = 0; n < indices.Length; ++n)
        {
            if (indices[n] < 0 || indices[n] >= _shape[n])
            {
                throw new IndexOutOfRangeException($"{indices[n]} >= {_shape[n]} in dimension {n}.");
            }

            offset += indices[n] * _strides[n];
        }

        return offset;
    }

    private long Offset(long place)
    {
        if (_dense)
        {
            return place;
        }

        var offset = 0L;
        for (var n = _shape.Length - 1; n >= 0; --n)
        {
            offset += place % _shape[n] * _strides[n];
            place /= _shape[n];
        }

        return offset;
    }
}
