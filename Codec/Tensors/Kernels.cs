// SPDX-License-Identifier: Apache-2.0

using System.Runtime.Intrinsics;
using Rtlgen.Codec.Fields;
using Rtlgen.Codec.Groups;
using Rtlgen.Codec.Rows;
using Rtlgen.Codec.Values;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Tensors;

/// <summary>The inner loops for one tensor, each compiled for what the descriptor fixes.</summary>
/// <remarks>
/// Loops over whole groups take 8 or 16 lanes in registers. What they leave, and other numbers of lanes, passes through
/// three loops, values, fields and rows, which hand their results on in buffers that stay in the first-level cache. Each
/// loop is chosen once for a tensor.
/// </remarks>
internal sealed unsafe class Kernels
{
    /// <summary>The loops for a legal descriptor.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="vectors">False for the loops that any processor and any number of lanes can use.</param>
    public Kernels(Descriptor descriptor, bool vectors)
    {
        var lanes = vectors && Vector128.IsHardwareAccelerated ? descriptor.Lanes : 1;
        if (descriptor.Container == Container.Fp32)
        {
            UseValues<Fp32>(descriptor, lanes);
        }
        else if (descriptor.Container == Container.Bf16)
        {
            UseValues<Bf16>(descriptor, lanes);
        }
        else
        {
            UseValues<Fp16>(descriptor, lanes);
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

    /// <summary>
    /// Exponents of whole groups to fields, widths and metadata. They come from the container values if
    /// <see cref="FromValues"/>.
    /// </summary>
    public delegate*<FieldPlan, byte*, int, byte*, byte*, ref BitSink, void> EncodeGroups { get; private set; }

    /// <summary>The same for any groups.</summary>
    public delegate*<FieldPlan, byte*, int, byte*, byte*, ref BitSink, void> EncodeAny { get; private set; }

    /// <summary>True if whole groups need not be split before they are encoded and packed.</summary>
    public bool FromValues { get; private set; }

    /// <summary>
    /// Values to lane words, <see cref="RowsAtOnce"/> together: plain bits, or container values if
    /// <see cref="FromValues"/>; null where there is no such loop.
    /// </summary>
    public delegate*<in AdaptPlan, byte*, byte*, in RowPlaces, int, int, uint*, byte*, void> PackRows
    {
        get;
        private set;
    }

    /// <summary>Rows that <see cref="PackRows"/> takes at once.</summary>
    public int RowsAtOnce { get; private set; } = 1;

    /// <summary>Metadata to widths and what else the decoder of fields needs.</summary>
    public delegate*<FieldPlan, ref BitSource, int, byte*, uint*, ushort*, void> ReadRows { get; private set; }

    /// <summary>Lane words of whole groups to values; null where there is no such loop.</summary>
    public delegate*<FieldPlan, in AdaptPlan, byte*, in RowPlaces, uint*, ushort*, int, byte*, void> DecodeGroups
    {
        get;
        private set;
    }

    /// <summary>Fields of any groups to exponents.</summary>
    public delegate*<FieldPlan, byte*, uint*, ushort*, int, byte*, void> DecodeAny { get; private set; }

    /// <summary>Widths of rows to their places.</summary>
    public delegate*<in RowPlaces, byte*, int, int, int, int> Place { get; private set; }

    /// <summary>Values to lane words.</summary>
    public delegate*<uint*, byte*, in RowPlaces, int, int, int, uint*, byte*, void> Pack { get; private set; }

    /// <summary>Lane words to values.</summary>
    public delegate*<byte*, in RowPlaces, int, int, int, uint*, byte*, void> Unpack { get; private set; }

    private void UseValues<TLayout>(Descriptor descriptor, int lanes)
        where TLayout : struct, ILayout
    {
        FromValues = descriptor.IsLossless && lanes is 8 or 16 && descriptor.GroupValues % VectorFields.Count == 0;
        if (FromValues)
        {
            UsePacker<ContainerPlains<TLayout, uint>, ContainerPlains<TLayout, ushort>>(descriptor.Word, lanes);
            UseCoder<ContainerExponents<TLayout>>(descriptor.Coder, lanes);
        }
        else
        {
            UsePacker<SplitPlains, SplitPlains>(descriptor.Word, lanes);
            UseCoder<SplitExponents>(descriptor.Coder, lanes);
        }

        if (descriptor.IsLossless)
        {
            Split = &ValueSplitter.Lossless<TLayout>;
            UseJoiners<TLayout, LosslessJoiner<uint>, LosslessJoiner<ushort>>(descriptor, lanes);
        }
        else
        {
            Split = &ValueSplitter.Adapting<TLayout>;
            if (TLayout.Bytes == sizeof(uint))
            {
                UseJoiners<TLayout, RestoringJoiner<uint>, WideningJoiner>(descriptor, lanes);
            }
            else
            {
                UseJoiners<TLayout, RestoringJoiner<uint>, RestoringJoiner<ushort>>(descriptor, lanes);
            }
        }
    }

    private void UsePacker<TPlains32, TPlains16>(int word, int lanes)
        where TPlains32 : struct, IPlains<TPlains32, uint>
        where TPlains16 : struct, IPlains<TPlains16, ushort>
    {
        PackRows = (lanes, word) switch
        {
            (8, 16) => &GroupPacker.Pack<TPlains16, Lanes8Word16, Elements16, ushort>,
            (8, 32) => &GroupPacker.Pack<TPlains32, Lanes8Word32, Elements32, uint>,
            (16, 16) => &GroupPacker.Pack<TPlains16, Lanes16Word16, Elements16, ushort>,
            (16, 32) => &GroupPacker.Pack<TPlains32, Lanes16Word32, Elements32, uint>,
            _ => null,
        };
        RowsAtOnce = PackRows == null ? 1 : 512 / (lanes * word);
    }

    private void UseCoder<TExponents>(Coder coder, int lanes)
        where TExponents : struct, IExponents
    {
        switch (coder)
        {
            case Coder.Fixed:
                EncodeGroups = &FixedFields.Encode<TExponents>;
                EncodeAny = &FixedFields.Encode<SplitExponents>;
                ReadRows = &RowCodes.Raw;
                DecodeAny = &FixedFields.Decode;
                break;
            case Coder.Delta:
                UseFields<DeltaCoder, TExponents>(lanes);
                break;
            case Coder.Bias:
                UseFields<BiasCoder, TExponents>(lanes);
                break;
            default:
                UseFields<PeakCoder, TExponents>(lanes);
                break;
        }
    }

    private void UseFields<TCoder, TExponents>(int lanes)
        where TCoder : struct, ICoder
        where TExponents : struct, IExponents
    {
        ReadRows = &RowCodes.Read<TCoder>;
        DecodeAny = &ScalarFields.Decode<TCoder>;
        EncodeAny = &ScalarFields.Encode<TCoder>;
        EncodeGroups = lanes switch
        {
            8 => &VectorFields.Encode<TCoder, Lanes8, TExponents>,
            16 => &VectorFields.Encode<TCoder, Lanes16, TExponents>,
            _ => EncodeAny,
        };
    }

    private void UseJoiners<TLayout, TJoiner32, TJoiner16>(Descriptor descriptor, int lanes)
        where TLayout : struct, ILayout
        where TJoiner32 : struct, IJoiner<TJoiner32, uint>
        where TJoiner16 : struct, IJoiner<TJoiner16, ushort>
    {
        Join = &ValueJoiner.Join<TLayout, TJoiner32>;
        switch (descriptor.Coder)
        {
            case Coder.Fixed:
                UseGroups<TLayout, TJoiner32, TJoiner16, FixedCoder>(descriptor.Word, lanes);
                break;
            case Coder.Delta:
                UseGroups<TLayout, TJoiner32, TJoiner16, DeltaCoder>(descriptor.Word, lanes);
                break;
            case Coder.Bias:
                UseGroups<TLayout, TJoiner32, TJoiner16, BiasCoder>(descriptor.Word, lanes);
                break;
            default:
                UseGroups<TLayout, TJoiner32, TJoiner16, PeakCoder>(descriptor.Word, lanes);
                break;
        }
    }

    private void UseGroups<TLayout, TJoiner32, TJoiner16, TCoder>(int word, int lanes)
        where TLayout : struct, ILayout
        where TJoiner32 : struct, IJoiner<TJoiner32, uint>
        where TJoiner16 : struct, IJoiner<TJoiner16, ushort>
        where TCoder : struct, ICoder
    {
        DecodeGroups = (lanes, word) switch
        {
            (8, 16) => &GroupDecoder.Decode<TCoder, TLayout, TJoiner16, Lanes8Word16, Elements16, ushort>,
            (8, 32) => &GroupDecoder.Decode<TCoder, TLayout, TJoiner32, Lanes8Word32, Elements32, uint>,
            (16, 16) => &GroupDecoder.Decode<TCoder, TLayout, TJoiner16, Lanes16Word16, Elements16, ushort>,
            (16, 32) => &GroupDecoder.Decode<TCoder, TLayout, TJoiner32, Lanes16Word32, Elements32, uint>,
            _ => null,
        };
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
