// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Accelerator;

/// <summary>What passes between chip and memory.</summary>
/// <param name="ReadBits">Bits that memory gives.</param>
/// <param name="WrittenBits">Bits that memory gets.</param>
/// <param name="DecodedBits">Bits of container values that decoders give.</param>
/// <param name="EncodedBits">Bits of container values that encoders get.</param>
public readonly record struct Traffic(double ReadBits, double WrittenBits, double DecodedBits, double EncodedBits)
{
    /// <summary>Bits on the bus.</summary>
    public double Bits => ReadBits + WrittenBits;

    /// <summary>The sum of two.</summary>
    public static Traffic operator +(Traffic left, Traffic right) => Add(left, right);

    /// <summary>The sum of two.</summary>
    public static Traffic Add(Traffic left, Traffic right) => new(
        left.ReadBits + right.ReadBits, left.WrittenBits + right.WrittenBits, left.DecodedBits + right.DecodedBits,
        left.EncodedBits + right.EncodedBits);

    /// <summary>Bits that are read as they are.</summary>
    public static Traffic Read(double bits) => new(bits, 0, 0, 0);

    /// <summary>Bits that are written as they are.</summary>
    public static Traffic Written(double bits) => new(0, bits, 0, 0);

    /// <summary>A tensor that is read.</summary>
    public static Traffic Read(WorkTensor tensor, Storage storage)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return new(storage.BitsOf(tensor), 0, Plain(tensor, storage), 0);
    }

    /// <summary>A tensor that is written.</summary>
    public static Traffic Written(WorkTensor tensor, Storage storage)
    {
        ArgumentNullException.ThrowIfNull(storage);
        return new(0, storage.BitsOf(tensor), 0, Plain(tensor, storage));
    }

    /// <summary>The sum of some.</summary>
    public static Traffic Sum(IEnumerable<Traffic> parts) => parts.Aggregate(default(Traffic), Add);

    private static double Plain(WorkTensor tensor, Storage storage) =>
        storage.IsCoded ? (double)tensor.Values * storage.Container.Bits : 0;
}
