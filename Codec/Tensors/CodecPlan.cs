// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec.Fields;
using Rtlgen.Codec.Values;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.Codec.Tensors;

/// <summary>What is worked out once for a tensor.</summary>
internal sealed class CodecPlan
{
    /// <summary>Values in a block, unless a group has more; also the most rows that a block can have.</summary>
    public const int BlockTarget = 1024;

    /// <summary>The plan of a legal descriptor.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="vectors">False for the loops that any processor can run.</param>
    public CodecPlan(Descriptor descriptor, bool vectors)
    {
        Descriptor = descriptor;
        Adapt = new AdaptPlan(descriptor);
        Fields = new FieldPlan(descriptor, vectors);
        Kernels = new Kernels(descriptor, vectors);
        BlockValues = Math.Max(1, BlockTarget / descriptor.GroupValues) * descriptor.GroupValues;
        RowBytes = descriptor.Lanes * descriptor.Word / 8;
        GroupMetadataBits = HeaderBits + (GeckoRule.CodeBits * (descriptor.Rows - RawRows));
    }

    /// <summary>The descriptor.</summary>
    public Descriptor Descriptor { get; }

    /// <summary>Constants of adapting and restoring.</summary>
    public AdaptPlan Adapt { get; }

    /// <summary>Tables of the exponent coder.</summary>
    public FieldPlan Fields { get; }

    /// <summary>The inner loops.</summary>
    public Kernels Kernels { get; }

    /// <summary>Values that pass through the loops at once: whole groups.</summary>
    public int BlockValues { get; }

    /// <summary>Rows of a block.</summary>
    public int BlockRows => BlockValues / Descriptor.Lanes;

    /// <summary>Bytes of a memory row.</summary>
    public int RowBytes { get; }

    /// <summary>Bits of a group's header.</summary>
    public int HeaderBits => Fields.HeaderBits;

    /// <summary>Rows of a whole group that have no row code; they are its first ones.</summary>
    public int RawRows => Fields.RawRows;

    /// <summary>Metadata bits of a whole group.</summary>
    public int GroupMetadataBits { get; }

    /// <summary>Bits of every row's values if all rows have the same; else null.</summary>
    public long? FixedWidth =>
        Descriptor.Coder == Coder.Fixed ? Descriptor.PlainBits + Descriptor.Exponent : null;

    /// <summary>Row codes of so many rows from a group's start on.</summary>
    public long CodeCount(long rows)
    {
        var (groups, rest) = Math.DivRem(rows, Descriptor.Rows);
        return (groups * (Descriptor.Rows - RawRows)) + Math.Max(0, rest - RawRows);
    }

    /// <summary>Metadata bits of so many rows from a group's start on.</summary>
    public long MetadataBits(long rows)
    {
        var groups = (rows + Descriptor.Rows - 1) / Descriptor.Rows;
        return (groups * HeaderBits) + (CodeCount(rows) * GeckoRule.CodeBits);
    }

    /// <summary>Bytes of memory rows that hold so many bits in each lane.</summary>
    public long DataBytes(long laneBits) => (laneBits + Descriptor.Word - 1) / Descriptor.Word * RowBytes;

    /// <summary>Bytes of metadata words that hold so many bits.</summary>
    public static long MetadataBytes(long bits) => (bits + 31) / 32 * sizeof(uint);
}
