// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;

namespace Microsoft.Z3;

/// <summary>A bit-vector whose value is known.</summary>
public class BitVecNum : BitVecExpr
{
    internal BitVecNum(Context context, nint handle)
        : base(context, handle)
    {
    }

    /// <summary>The value, unsigned.</summary>
    public BigInteger BigInteger => BigInteger.Parse(ToString(), CultureInfo.InvariantCulture);

    /// <summary>The value, unsigned.</summary>
    /// <exception cref="Z3Exception">It needs more than 64 bits.</exception>
    public ulong UInt64 => ulong.TryParse(ToString(), CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new Z3Exception("Numeral is not a 64 bit unsigned");

    /// <summary>The value in decimal.</summary>
    public override string ToString() => Context.Text(Native.Z3_get_numeral_string(Owner.Handle, Handle));
}
