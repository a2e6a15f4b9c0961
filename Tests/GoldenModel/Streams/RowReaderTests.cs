// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Streams;
using Xunit;

namespace Rtlgen.Tests.GoldenModel.Streams;

public sealed class RowReaderTests
{
    [Fact]
    public void Every_row_has_the_layout_that_its_code_says()
    {
        uint[] exponents = [120, 120, 121, 117, 120, 120, 20, 120, 90, 90, 90, 90];
        var descriptor = new Descriptor { Lanes = 2, Rows = 4, Mantissa = 0, Count = exponents.Length };
        var rows = RowReader.ReadAll(StreamEncoder.Encode(descriptor, [.. exponents.Select(x => x << 23)]));
        Assert.Equal([true, false, false, false, true, false], rows.Select(row => row.First));
        Assert.Equal([0, 2, 0, 7, 0, 0], rows.Select(row => row.Code));
        Assert.Equal([8u, 3u, 0u, 8u, 8u, 0u], rows.Select(row => row.Shape.Width.Value));
        Assert.Equal([1u, 0u, 0u, 1u, 1u, 0u], rows.Select(row => row.Shape.Raw.Value));
    }

    [Fact]
    public void Rows_of_a_peak_group_know_its_header()
    {
        uint[] exponents = [0, 130, 129, 128, 7, 7];
        var descriptor =
            new Descriptor { Lanes = 2, Rows = 2, Mantissa = 0, Coder = Coder.Peak, Count = exponents.Length };
        var rows = RowReader.ReadAll(StreamEncoder.Encode(descriptor, [.. exponents.Select(x => x << 23)]));
        Assert.Equal([130u, 130u, 7u], rows.Select(row => row.Peak.Value));
        Assert.Equal([1u, 1u, 0u], rows.Select(row => row.Zeros.Value));
        Assert.Equal([1, 2, 0], rows.Select(row => row.Code));
    }

    [Fact]
    public void A_fixed_tensor_has_rows_but_no_metadata()
    {
        var encoded = StreamEncoder.Encode(new Descriptor { Coder = Coder.Fixed, Count = 20 }, new uint[20]);
        Assert.True(encoded.Metadata.IsEmpty);
        Assert.Equal(3, RowReader.ReadAll(encoded).Count);
    }
}
