// SPDX-License-Identifier: Apache-2.0

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Rtlgen.Codec.Fields;
using Rtlgen.Codec.Rows;
using Rtlgen.Codec.Values;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Tensors;

/// <summary>The inner loops for one tensor, each compiled for what the descriptor fixes.</summary>
/// <remarks>
/// A block of groups passes through three loops: values, fields, rows. Each is chosen on its own, once for a tensor, and
/// they hand their results on in buffers that stay in the first-level cache.
/// </remarks>
internal sealed unsafe class Kernels
{
    /// <summary>The loops for a legal descriptor.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="vectors">False for the loops that any processor and any number of lanes can use.</param>
    public Kernels(Descriptor descriptor, bool vectors)
    {
        if (descriptor.Container == Container.Fp32)
        {
            UseValues<Fp32>(descriptor.IsLossless);
        }
        else if (descriptor.Container == Container.Bf16)
        {
            UseValues<Bf16>(descriptor.IsLossless);
        }
        else
        {
            UseValues<Fp16>(descriptor.IsLossless);
        }

        var lanes = vectors && Vector128.IsHardwareAccelerated ? descriptor.Lanes : 1;
        switch (descriptor.Coder)
        {
            case Coder.Fixed:
                UseFixed();
                break;
            case Coder.Delta:
                UseFields<DeltaCoder>(lanes);
                break;
            case Coder.Bias:
                UseFields<BiasCoder>(lanes);
                break;
            default:
                UseFields<PeakCoder>(lanes);
                break;
        }

        if (descriptor.Word == Word32.Bits)
        {
            UseRows<Word32>(lanes);
        }
        else
        {
            UseRows<Word16>(lanes);
        }
    }

    /// <summary>Container values to exponents and plain bits.</summary>
    public delegate*<in AdaptPlan, byte*, int, uint*, byte*, Losses> Split { get; private set; }

    /// <summary>Exponents and plain bits to container values.</summary>
    public delegate*<in AdaptPlan, uint*, byte*, int, byte*, void> Join { get; private set; }

    /// <summary>Exponents of whole groups to fields, widths and metadata.</summary>
    public delegate*<FieldPlan, byte*, int, byte*, byte*, ref BitSink, void> EncodeGroups { get; private set; }

    /// <summary>The same for any groups.</summary>
    public delegate*<FieldPlan, byte*, int, byte*, byte*, ref BitSink, void> EncodeAny { get; private set; }

    /// <summary>Metadata to widths and what else the decoder of fields needs.</summary>
    public delegate*<FieldPlan, ref BitSource, int, byte*, byte*, ushort*, void> ReadRows { get; private set; }

    /// <summary>Fields of whole groups to exponents.</summary>
    public delegate*<FieldPlan, byte*, byte*, ushort*, int, byte*, void> DecodeGroups { get; private set; }

    /// <summary>The same for any groups.</summary>
    public delegate*<FieldPlan, byte*, byte*, ushort*, int, byte*, void> DecodeAny { get; private set; }

    /// <summary>Widths of rows to their places.</summary>
    public delegate*<in RowPlaces, byte*, int, int, int, int> Place { get; private set; }

    /// <summary>Values to lane words.</summary>
    public delegate*<uint*, byte*, in RowPlaces, int, int, int, uint*, byte*, void> Pack { get; private set; }

    /// <summary>Lane words to values.</summary>
    public delegate*<byte*, in RowPlaces, int, int, int, uint*, byte*, void> Unpack { get; private set; }

    private void UseValues<TLayout>(bool lossless)
        where TLayout : struct, ILayout
    {
        if (lossless)
        {
            Split = &ValueSplitter.Lossless<TLayout>;
            Join = &ValueJoiner.Lossless<TLayout>;
        }
        else
        {
            Split = &ValueSplitter.Adapting<TLayout>;
            Join = &ValueJoiner.Restoring<TLayout>;
        }
    }

    private void UseFixed()
    {
        EncodeGroups = &FixedFields.Encode;
        EncodeAny = &FixedFields.Encode;
        DecodeGroups = &FixedFields.Decode;
        DecodeAny = &FixedFields.Decode;
        ReadRows = &RowCodes.Raw;
    }

    private void UseFields<TCoder>(int lanes)
        where TCoder : struct, ICoder
    {
        ReadRows = &RowCodes.Read<TCoder>;
        EncodeAny = &ScalarFields.Encode<TCoder>;
        DecodeAny = &ScalarFields.Decode<TCoder>;
        switch (lanes)
        {
            case 8:
                EncodeGroups = &VectorFields.Encode<TCoder, Lanes8>;
                DecodeGroups = &VectorFields.Decode<TCoder, Lanes8>;
                break;
            case 16:
                EncodeGroups = &VectorFields.Encode<TCoder, Lanes16>;
                DecodeGroups = &VectorFields.Decode<TCoder, Lanes16>;
                break;
            default:
                EncodeGroups = EncodeAny;
                DecodeGroups = DecodeAny;
                break;
        }
    }

    private void UseRows<TWord>(int lanes)
        where TWord : struct, IWord
    {
        Place = &RowPlaces.Place<TWord>;
        if (lanes % 16 == 0)
        {
            UseRows<SixteenLanes, Vector512<uint>, TWord>();
        }
        else if (lanes % 8 == 0)
        {
            UseRows<EightLanes, Vector256<uint>, TWord>();
            if (lanes == 8 && Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
            {
                Unpack = &RowPairs.Unpack<TWord>;
            }
        }
        else
        {
            UseRows<OneLane, uint, TWord>();
        }
    }

    private void UseRows<TRow, T, TWord>()
        where TRow : struct, IRow<T>
        where T : struct
        where TWord : struct, IWord
    {
        Pack = &LanePacker.Pack<TRow, T, TWord>;
        Unpack = &LaneUnpacker.Unpack<TRow, T, TWord>;
    }
}
