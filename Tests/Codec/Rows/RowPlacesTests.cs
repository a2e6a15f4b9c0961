// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Codec.Rows;
using Xunit;

namespace Rtlgen.Tests.Codec.Rows;

/// <summary>Where rows lie.</summary>
public sealed class RowPlacesTests
{
    private const int Most = 40;
    private const int Room = Most + (2 * RowPlaces.RowsAtOnce);
    private const int MemoryRow = 32;

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public unsafe void Rows_follow_one_another_and_those_behind_lie_at_the_end(int fill)
    {
        var random = Properties.Random();
        for (var rows = 0; rows <= Most; rows++)
        {
            // What is not filled must not be mistaken for a place.
            int[] offsets = [.. Enumerable.Repeat(int.MinValue, Room)];
            uint[] fills = [.. Enumerable.Repeat(uint.MaxValue, Room)];
            var spills = new uint[Room];
            var widths = new byte[Room];
            random.NextBytes(widths);
            Array.ForEach(Enumerable.Range(0, Room).ToArray(), row => widths[row] %= 33);
            fixed (int* offset = offsets)
            fixed (uint* used = fills, spill = spills)
            fixed (byte* width = widths)
            {
                var places = new RowPlaces(offset, used, spill);
                var end = RowPlaces.Place<Word32>(places, width, rows, fill, MemoryRow);
                var position = fill;
                for (var row = 0; row < rows + RowPlaces.RowsBehind; row++)
                {
                    Assert.Equal(position / 32 * MemoryRow, places.Offsets[row]);
                    Assert.Equal((uint)position % 32, places.Fills[row]);
                    var taken = row < rows ? widths[row] : 0;
                    Assert.Equal((position % 32) + taken >= 32 ? uint.MaxValue : 0, places.Spills[row]);
                    position += taken;
                }

                Assert.Equal(position, end);
            }
        }
    }
}
