// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Rules;

namespace Rtlgen.Codec.Fields;

/// <summary>Adds up field widths of several row codes at once, and finds codes that no encoder writes.</summary>
/// <remarks>docs/format.md sections 4 and 7.</remarks>
internal sealed class CodeScan
{
    private const int CodesAtOnce = 3;
    private const int IllegalFlag = 1 << 16;

    private readonly int[] _sums = new int[1 << Bits];

    /// <summary>The table of a plan.</summary>
    public CodeScan(FieldPlan plan)
    {
        for (var codes = 0; codes < _sums.Length; codes++)
        {
            for (var place = 0; place < CodesAtOnce; place++)
            {
                var code = (codes >> (place * GeckoRule.CodeBits)) & GeckoRule.RawCode;
                _sums[codes] += plan.Widths[code] - plan.Descriptor.PlainBits;
                _sums[codes] |= (plan.LegalCodes >> code & 1) != 0 ? 0 : IllegalFlag;
            }
        }
    }

    /// <summary>Bits of metadata that <see cref="Sum"/> looks up at once.</summary>
    public const int Bits = CodesAtOnce * GeckoRule.CodeBits;

    /// <summary>Sum of w over three row codes. That of code 0 is 0.</summary>
    /// <param name="codes">The codes; bits above them are ignored.</param>
    /// <returns>0 to 24; more than that if a code is one that no encoder writes.</returns>
    public int Sum(ulong codes) => _sums[(int)codes & ((1 << Bits) - 1)];

    /// <summary>True if a result of <see cref="Sum"/>, or a sum of fewer than 65,536, tells of an illegal code.</summary>
    public static bool IsIllegal(int sum) => sum >= IllegalFlag;
}
