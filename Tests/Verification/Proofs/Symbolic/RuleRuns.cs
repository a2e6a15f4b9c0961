// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.GoldenModel.Rules;
using Rtlgen.GoldenModel.Words;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Symbolic;

/// <summary>Every rule on inputs that a test chooses, over any bit-vectors.</summary>
internal static class RuleRuns
{
    private static readonly string[] Rules =
    [
        "IsLegal", "Round", "Window", "Restore", "Peak", "Measure", "Code", "Shape", "Field", "Exponent", "Join",
        "Split",
        "Append", "Take",
    ];

    public static TheoryData<string, string, int> All
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var rule in Rules)
            {
                data.Add(rule, "fp32", 32);
                data.Add(rule, "bf16", 16);
                data.Add(rule, "fp16", 16);
            }

            return data;
        }
    }

    /// <summary>Everything that a rule returns.</summary>
    /// <param name="rule">Its name.</param>
    /// <param name="name">The container's name.</param>
    /// <param name="word">B.</param>
    /// <param name="input">Gives an input by its name and width.</param>
    public static T[] Run<T>(string rule, string name, int word, Func<string, int, T> input)
        where T : IBits<T>
    {
        var container = Container.All.Single(container => container.Name == name);
        var (e, m) = (container.ExponentBits, container.MantissaBits);
        var descriptor = new DescriptorBits<T>(
            input("n", 5), input("e", 4), input("lo", 8), input("s", 1), input("coder", 2), input("bias", 8), input("rounding", 1));
        return rule switch
        {
            "IsLegal" => [DescriptorRule.IsLegal(container, word, descriptor)],
            "Round" => Parts(AdaptRule.Round(container, input("code", container.Bits), descriptor)),
            "Window" => Parts(AdaptRule.Window(container, new Rounded<T>(
                input("S", 1), input("X", e), input("f", m), input("nonzero", 1), input("lost", 1)), descriptor)),
            "Restore" => [AdaptRule.Restore(container, input("S", 1), input("x", e), input("f", m), descriptor)],
            "Peak" => Parts(GeckoRule.Peak<T>(new[] { input("x0", e), input("x1", e), input("x2", e) })),
            "Measure" => Parts(GeckoRule.Measure(input("x", e), input("reference", e + 1), input("z", 1), descriptor)),
            "Code" => [GeckoRule.Code(input("magnitudes", e), descriptor)],
            "Shape" => Parts(GeckoRule.Shape(input("code", 3), input("first", 1), descriptor)),
            "Field" => [GeckoRule.Field(input("x", e), new Distance<T>(input("below", 1), input("magnitude", e)), Shape())],
            "Exponent" => [GeckoRule.Exponent(input("field", e), input("reference", e + 1), input("z", 1), Shape(), descriptor)],
            "Join" => [PackRule.Join(input("f", m).Resize(Math.Min(m, word)), input("S", 1), input("field", e), word, descriptor)],
            "Split" => Parts(PackRule.Split(input("bits", word), Math.Min(m, word), e, descriptor)),
            "Append" => Parts(
                PackRule.Append(input("rest", word), input("fill", 6), input("bits", word), input("width", 6))),
            "Take" => [PackRule.Take(input("current", word), input("next", word), input("position", 6), input("width", 6))],
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "must be a rule"),
        };

        RowShape<T> Shape() => GeckoRule.Shape(input("code", 3), input("first", 1), descriptor);
    }

    private static T[] Parts<T>(Rounded<T> value)
        where T : IBits<T> => [value.Sign, value.Exponent, value.Mantissa, value.NonZero, value.NanLost];

    private static T[] Parts<T>(Adapted<T> value)
        where T : IBits<T> =>
        [value.Sign, value.Exponent, value.Mantissa, value.Flushed, value.Saturated, value.SignLost];

    private static T[] Parts<T>((T Largest, T HasZero) value) => [value.Largest, value.HasZero];

    private static T[] Parts<T>(Distance<T> value)
        where T : IBits<T> => [value.Negative, value.Magnitude];

    private static T[] Parts<T>(RowShape<T> value)
        where T : IBits<T> => [value.HasCode, value.Raw, value.MagnitudeBits, value.Width, value.Legal];

    private static T[] Parts<T>((T Mantissa, T Sign, T Field) value) => [value.Mantissa, value.Sign, value.Field];

    private static T[] Parts<T>(Appended<T> value)
        where T : IBits<T> => [value.Spilled, value.Word, value.Rest, value.Fill];
}
