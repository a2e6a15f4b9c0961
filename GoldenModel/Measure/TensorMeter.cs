// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.InteropServices;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.GoldenModel.Measure;

/// <summary>Measures a tensor in one pass, without encoding it: exact stream sizes for every coder at once.</summary>
/// <remarks>Sizes follow from the row shapes alone (docs/format.md sections 4 and 5).</remarks>
public sealed class TensorMeter
{
    private const int ChunkValues = 1 << 18;

    private readonly Descriptor _descriptor;
    private readonly ExponentTable _exponents;
    private readonly CoderMeter[] _coders;
    private readonly RowExtent[] _rows;
    private readonly long[] _histogram = new long[256];
    private readonly byte[] _bases;
    private readonly byte[] _row;
    private long _values;
    private long _zeros;
    private long _nans;
    private long _infinities;
    private long _negatives;

    /// <summary>A meter that has seen nothing.</summary>
    /// <param name="descriptor">How the tensor would be coded; coder and count do not matter.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is out of range.</exception>
    public TensorMeter(Descriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        descriptor.Validate();
        _descriptor = descriptor;
        _exponents = new ExponentTable(descriptor);
        _coders = [.. Enum.GetValues<Coder>().Select(coder => new CoderMeter(descriptor, coder))];
        _rows = new RowExtent[descriptor.Rows];
        _bases = new byte[descriptor.Lanes];
        _row = new byte[descriptor.Lanes];
    }

    /// <summary>Measures a whole tensor.</summary>
    /// <param name="descriptor">How it would be coded; coder and count do not matter.</param>
    /// <param name="values">Little-endian container values, shape <c>[count]</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is out of range.</exception>
    public static TensorStatistics Measure(Descriptor descriptor, ReadOnlySpan<byte> values)
    {
        var meter = new TensorMeter(descriptor);
        meter.Add(values);
        return meter.Finish();
    }

    /// <summary>Measures a tensor that need not fit into memory.</summary>
    /// <param name="descriptor">How it would be coded; coder and count do not matter.</param>
    /// <param name="values">Little-endian container values up to the stream's end.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">The descriptor is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static TensorStatistics Measure(
        Descriptor descriptor, Stream values, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var meter = new TensorMeter(descriptor);
        var group = descriptor.GroupValues;
        var buffer = new byte[ChunkValues / group * group * descriptor.Container.Bytes];
        int read;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            read = values.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            meter.Add(buffer.AsSpan(0, read));
        }
        while (read == buffer.Length);

        return meter.Finish();
    }

    /// <summary>Adds the tensor's next values: whole groups, except for the last call.</summary>
    /// <param name="values">Little-endian container values.</param>
    /// <exception cref="ArgumentException">Not a whole number of values, or values after an incomplete
    /// group.</exception>
    public void Add(ReadOnlySpan<byte> values)
    {
        if (values.Length % _descriptor.Container.Bytes != 0
            || (!values.IsEmpty && _values % _descriptor.GroupValues != 0))
        {
            throw new ArgumentException("values must come as whole groups, all but the last time", nameof(values));
        }

        if (_descriptor.Container.Bytes == sizeof(ushort))
        {
            AddGroups(MemoryMarshal.Cast<byte, ushort>(values));
        }
        else
        {
            AddGroups(MemoryMarshal.Cast<byte, uint>(values));
        }
    }

    /// <summary>Adds the values that another meter of the same descriptor has seen, as those that come next.</summary>
    /// <param name="next">The other meter.</param>
    /// <exception cref="ArgumentException">Its descriptor differs, or this meter has seen an incomplete
    /// group.</exception>
    public void Add(TensorMeter next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (next._descriptor != _descriptor || (next._values > 0 && _values % _descriptor.GroupValues != 0))
        {
            throw new ArgumentException("must measure by the same descriptor, after whole groups", nameof(next));
        }

        _values += next._values;
        _zeros += next._zeros;
        _nans += next._nans;
        _infinities += next._infinities;
        _negatives += next._negatives;
        for (var x = 0; x < _histogram.Length; x++)
        {
            _histogram[x] += next._histogram[x];
        }

        for (var i = 0; i < _coders.Length; i++)
        {
            _coders[i].Add(next._coders[i]);
        }
    }

    /// <summary>The figures so far.</summary>
    public TensorStatistics Finish() => new(
        _values,
        _values * _descriptor.Container.Bits,
        _zeros,
        _nans,
        _infinities,
        _negatives,
        [.. _histogram],
        [.. _coders.Select(coder => coder.Finish())]);

    private void AddGroups<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        _values += values.Length;
        for (var start = 0; start < values.Length; start += _descriptor.GroupValues)
        {
            AddGroup(values.Slice(start, Math.Min(_descriptor.GroupValues, values.Length - start)));
        }
    }

    private void AddGroup<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        var rows = 0;
        var (peak, zeros) = (0, false);
        for (var start = 0; start < values.Length; start += _descriptor.Lanes)
        {
            var row = MeasureRow(values.Slice(start, Math.Min(_descriptor.Lanes, values.Length - start)), rows == 0);
            peak = Math.Max(peak, row.Highest);
            zeros |= row.Lowest == 0;
            _rows[rows++] = row;
        }

        foreach (var coder in _coders)
        {
            coder.AddGroup(_rows.AsSpan(0, rows), peak, peak > 0 && zeros);
        }
    }

    private RowExtent MeasureRow<T>(ReadOnlySpan<T> values, bool first)
        where T : unmanaged, IBinaryInteger<T>
    {
        ReadExponents(values);
        var exponents = _row.AsSpan(0, values.Length);
        if (first)
        {
            exponents.CopyTo(_bases);
        }

        var (lowest, lowestNonZero, highest, farthest) = (255, 256, 0, 0);
        for (var lane = 0; lane < exponents.Length; lane++)
        {
            var x = (int)exponents[lane];
            lowest = Math.Min(lowest, x);
            lowestNonZero = x != 0 && x < lowestNonZero ? x : lowestNonZero;
            highest = Math.Max(highest, x);
            farthest = Math.Max(farthest, Math.Abs(x - _bases[lane]));
            _histogram[x]++;
        }

        return new RowExtent(values.Length, lowest, lowestNonZero, highest, farthest);
    }

    private void ReadExponents<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        var container = _descriptor.Container;
        var mantissaMask = (1u << container.MantissaBits) - 1;
        for (var lane = 0; lane < values.Length; lane++)
        {
            var code = uint.CreateTruncating(values[lane]);
            var exponent = (code >> container.MantissaBits) & (uint)container.MaxExponent;
            var mantissa = code & mantissaMask;
            _row[lane] = (byte)_exponents.Lookup(exponent, mantissa);
            _negatives += code >> (container.Bits - 1);
            if (exponent == 0)
            {
                _zeros += mantissa == 0 ? 1 : 0;
            }
            else if (exponent == (uint)container.MaxExponent)
            {
                _infinities += mantissa == 0 ? 1 : 0;
                _nans += mantissa == 0 ? 0 : 1;
            }
        }
    }
}
