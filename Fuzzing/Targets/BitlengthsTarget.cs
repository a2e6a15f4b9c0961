// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Rtlgen.Fuzzing.Inputs;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Fuzzing.Targets;

/// <summary>The reader of <c>bitlengths.json</c>.</summary>
internal sealed class BitlengthsTarget() : FuzzTarget("bitlengths")
{
    private const string FileName = "bitlengths.json";
    private const long MostAllocated = 4 << 20;

    /// <inheritdoc/>
    public override string Try(Draw draw)
    {
        var bytes = Make(draw, out var isWhole);
        var budget = new Allocation(MostAllocated + (1000L * bytes.Length));
        try
        {
            var file = BitlengthFile.Parse(FileName, bytes);
            budget.Check();
            Audit(file);
            return Accepted;
        }
        catch (Exception exception) when (exception is not FuzzFailure)
        {
            budget.Check();
            Refusal.RequireClean(exception, $"{FileName}:");
            return isWhole
                ? throw new FuzzFailure($"a legal file is refused: {exception.Message}", exception)
                : Refusal.Kind(exception.Message[FileName.Length..]);
        }
    }

    /// <inheritdoc/>
    public override byte[] Describe(Draw draw) => Make(draw, out _);

    // What was accepted says the same when it is written and read again, and has settings for any name.
    private static void Audit(BitlengthFile file)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(file, ConfigText.Options);
        var again = JsonSerializer.SerializeToUtf8Bytes(BitlengthFile.Parse(FileName, text), ConfigText.Options);
        if (!text.AsSpan().SequenceEqual(again))
        {
            throw new FuzzFailure("a file that was written again says something else");
        }

        foreach (var name in new[] { "a", "layer.0/kernel", "" })
        {
            _ = file.SettingsFor(name).ToDescriptor(Container.Fp32).FindFault();
        }
    }

    private static byte[] Make(Draw draw, out bool isWhole)
    {
        var container = draw.Of(Container.Fp32, Container.Bf16, Container.Fp16);
        var match = draw.Of("a", "layer.0/kernel", "re:.*", "re:layer\\\\.[0-9]+/.*");
        var text = $$"""
            {
              "$schema": "schemas/bitlengths.schema.json",
              "schemaVersion": 1,
              "defaults": { "coder": "{{draw.Of("fixed", "delta", "bias", "peak")}}", "rounding": "nearest" },
              "layers": [
                { "match": "{{match}}", "container": "{{container}}",
                  "mantissa": {{draw.Below(container.MantissaBits + 1)}},
                  "exponent": {{draw.From(1, container.ExponentBits)}}, "low": "auto", "sign": {{draw.Below(2)}} },
                { "match": "b", "count": {{draw.Below(1000)}}, "kind": "weight", "learnedMantissa": 2.5,
                  "lanes": {{draw.From(1, 32)}}, "rows": {{draw.From(2, 64)}}, "word": 32,
                  "low": {{draw.From(1, 254)}} }
              ],
              "provenance": { "seed": 1, "epoch": 3, "commit": "abc", "accuracy": 0.5 }
            }
            """;
        var bytes = Encoding.UTF8.GetBytes(text);
        var damages = draw.OneIn(16) ? 0 : draw.From(1, 3);
        isWhole = damages == 0;
        for (; damages > 0; damages--)
        {
            bytes = TextDamage.Apply(draw, bytes);
        }

        return bytes;
    }
}
