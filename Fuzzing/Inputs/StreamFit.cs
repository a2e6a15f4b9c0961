// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Fuzzing.Inputs;

/// <summary>Gives streams the lengths and the padding that their descriptor and row codes call for.</summary>
/// <remarks>
/// Most damage is found by the first check of a length. What this repairs gets past it: row codes and fields that no
/// encoder would write, but that must be decoded, and illegal row codes.
/// </remarks>
internal static class StreamFit
{
    private const int MostValues = 100_000;

    /// <summary>Repairs lengths and padding; replaces most illegal row codes.</summary>
    public static void Fit(StreamInput input, Draw draw)
    {
        var descriptor = input.Descriptor;
        if (descriptor.FindFault() is not null || descriptor.Count > MostValues)
        {
            return;
        }

        input.Values = null;
        var keepsIllegal = draw.OneIn(8);
        var hasHeader = descriptor.Coder == Coder.Peak;
        var hasCodes = descriptor.Coder != Coder.Fixed;
        var rows = (int)descriptor.RowCount;
        var groups = (rows + descriptor.Rows - 1) / descriptor.Rows;
        var codes = !hasCodes ? 0 : descriptor.Coder == Coder.Delta ? rows - groups : rows;
        var metadataBits = (codes * 3) + (hasHeader ? groups * 9 : 0);
        input.Metadata = Resized(input.Metadata, (metadataBits + 31) / 32 * 4);

        var (position, laneBits, width) = (0, 0, 0);
        for (var row = 0; row < rows; row++)
        {
            var first = row % descriptor.Rows == 0;
            position += first && hasHeader ? 9 : 0;
            width = descriptor.Exponent;
            if (hasCodes && !(first && descriptor.Coder == Coder.Delta))
            {
                width = CodeWidth(descriptor, input.Metadata, position, keepsIllegal);
                position += 3;
            }

            laneBits += descriptor.PlainBits + width;
        }

        ClearFrom(input.Metadata, metadataBits);
        var words = (laneBits + descriptor.Word - 1) / descriptor.Word;
        input.Data = Resized(input.Data, words * descriptor.Lanes * descriptor.Word / 8);
        var used = (int)(descriptor.Count % descriptor.Lanes);
        for (var lane = 0; lane < descriptor.Lanes; lane++)
        {
            var isPad = used != 0 && lane >= used;
            var start = laneBits - (isPad ? descriptor.PlainBits + width : 0);
            for (var bit = start; bit < words * descriptor.Word; bit++)
            {
                var place =
                    (((bit / descriptor.Word * descriptor.Lanes) + lane) * descriptor.Word) + (bit % descriptor.Word);
                input.Data[place / 8] &= (byte)~(1 << (place % 8));
            }
        }
    }

    private static int CodeWidth(Descriptor descriptor, byte[] metadata, int position, bool keepsIllegal)
    {
        var code = Bit(metadata, position) | (Bit(metadata, position + 1) << 1) | (Bit(metadata, position + 2) << 2);
        if (code == 7)
        {
            return descriptor.Exponent;
        }

        var isPeak = descriptor.Coder == Coder.Peak;
        var isLegal = code == 0 || (isPeak ? code < descriptor.Exponent : code + 1 < descriptor.Exponent);
        if (!isLegal && !keepsIllegal)
        {
            ClearBits(metadata, position, 3);
            code = 0;
        }

        return code == 0 ? 0 : isPeak ? code : code + 1;
    }

    private static byte[] Resized(byte[] bytes, int length)
    {
        var other = new byte[length];
        bytes.AsSpan(0, Math.Min(bytes.Length, length)).CopyTo(other);
        return other;
    }

    private static int Bit(byte[] bytes, int place) => (bytes[place / 8] >> (place % 8)) & 1;

    private static void ClearFrom(byte[] bytes, int place) => ClearBits(bytes, place, (bytes.Length * 8) - place);

    private static void ClearBits(byte[] bytes, int place, int count)
    {
        for (; count > 0; count--, place++)
        {
            bytes[place / 8] &= (byte)~(1 << (place % 8));
        }
    }
}
