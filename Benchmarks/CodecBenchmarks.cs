// SPDX-License-Identifier: Apache-2.0

using BenchmarkDotNet.Attributes;
using Rtlgen.Codec;
using Rtlgen.Comparison;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Benchmarks;

/// <summary>Encoding and decoding of one tensor, with a copy of its values as the baseline.</summary>
public class CodecBenchmarks : IDisposable
{
    private NativeBuffer? _values;
    private NativeBuffer? _copy;
    private NativeBuffer? _data;
    private NativeBuffer? _metadata;
    private Descriptor _descriptor = new();
    private EncodedSize _size;

    /// <summary>MiB of values.</summary>
    [Params(8, 128)]
    public int Megabytes { get; set; }

    /// <summary>Name of the container.</summary>
    [Params("fp32", "bf16", "fp16")]
    public string Container { get; set; } = "fp32";

    /// <summary>Exponent coder.</summary>
    [ParamsAllValues]
    public Coder Coder { get; set; }

    /// <summary>Values side by side.</summary>
    [Params(8, 16)]
    public int Lanes { get; set; }

    /// <summary>Makes the values and encodes them once.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var container = GoldenModel.Formats.Container.All.Single(candidate => candidate.Name == Container);
        _descriptor = Descriptor.Lossless(container, Coder) with
        {
            Lanes = Lanes,
            Count = ((long)Megabytes << 20) / container.Bytes,
        };
        _values = new NativeBuffer(SfpCodec.ValueBytes(_descriptor));
        _copy = new NativeBuffer(SfpCodec.ValueBytes(_descriptor));
        _data = new NativeBuffer(SfpCodec.MaxDataBytes(_descriptor));
        _metadata = new NativeBuffer(SfpCodec.MetadataBytes(_descriptor));
        Weights.Fill(container, _values.Span);
        _size = Encode();
    }

    /// <summary>Frees the buffers.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        foreach (var buffer in (NativeBuffer?[])[_values, _copy, _data, _metadata])
        {
            buffer?.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>memcpy of the values.</summary>
    [Benchmark(Baseline = true)]
    public void Copy() => _values!.Span.CopyTo(_copy!.Span);

    /// <summary>Values to streams.</summary>
    [Benchmark]
    public EncodedSize Encode() => SfpCodec.Encode(_descriptor, _values!.Span, _data!.Span, _metadata!.Span);

    /// <summary>Streams to values.</summary>
    [Benchmark]
    public void Decode() =>
        SfpCodec.Decode(
            _descriptor, _data!.Span[.._size.DataBytes], _metadata!.Span[.._size.MetadataBytes], _copy!.Span);
}
