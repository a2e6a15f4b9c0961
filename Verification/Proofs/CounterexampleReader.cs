// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using Microsoft.Z3;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Proofs.Symbolic;

namespace Rtlgen.Verification.Proofs;

/// <summary>Says a model in the words of the field.</summary>
internal static class CounterexampleReader
{
    private static readonly string[] DescriptorFields =
        ["mantissa", "exponent", "low", "sign", "coder", "bias", "rounding"];

    /// <summary>The inputs of a model, and which of a claim's fields differ under it; none if it breaks
    /// nothing.</summary>
    public static Counterexample Read(Model model, Claim claim)
    {
        var values = claim.Variables
            .ToDictionary(
                variable => variable.Key, variable => (Value: Value(model, variable.Value), variable.Value.Width));
        var differences = claim.Equalities
            .Select(equality => (equality, Expected: Value(model, equality.Expected), Actual: Value(model, equality.Actual)))
            .Where(pair => pair.Expected != pair.Actual)
            .Select(pair => new Difference(
                pair.equality.Field,
                Number(pair.Expected, pair.equality.Expected.Width),
                Number(pair.Actual, pair.equality.Actual.Width)));
        return new Counterexample(
            values.Where(value => DescriptorFields.Contains(value.Key))
                .ToDictionary(value => value.Key, value => Field(value.Key, (int)value.Value.Value)),
            values.Where(value => !DescriptorFields.Contains(value.Key))
                .ToDictionary(value => value.Key, value => Input(claim.Container, value.Key, value.Value.Value, value.Value.Width)),
            [.. differences]);
    }

    /// <summary>The values of a claim's variables.</summary>
    public static IReadOnlyDictionary<string, BigInteger> Values(Model model, Claim claim) =>
        claim.Variables.ToDictionary(variable => variable.Key, variable => Value(model, variable.Value));

    private static BigInteger Value(Model model, SmtTerm term) =>
        ((BitVecNum)model.Eval(term.Expression, completion: true)).BigInteger;

    private static string Field(string field, int value) => field switch
    {
        "coder" => Names.Of((Coder)value),
        "rounding" => Names.Of((Rounding)value),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };

    private static string Input(Container container, string name, BigInteger value, int width)
    {
        var number = Number(value, width);
        return name == Terms.Value && width == container.Bits ? $"{number} ({Real(container, (uint)value)})" : number;
    }

    private static string Number(BigInteger value, int width)
    {
        var digits = (width + 3) / 4;
        return width <= 6
            ? value.ToString(CultureInfo.InvariantCulture)
            : "0x" + value.ToString("x" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
                .TrimStart('0').PadLeft(digits, '0');
    }

    private static string Real(Container container, uint code)
    {
        var value = container == Container.Fp16 ? (double)BitConverter.UInt16BitsToHalf((ushort)code)
            : BitConverter.UInt32BitsToSingle(container == Container.Bf16 ? code << 16 : code);
        return value.ToString("R", CultureInfo.InvariantCulture);
    }
}
