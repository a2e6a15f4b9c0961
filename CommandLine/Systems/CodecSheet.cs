// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using Rtlgen.Accelerator;
using Rtlgen.GoldenModel.Config;

namespace Rtlgen.CommandLine.Systems;

/// <summary>Encoder and decoder as <c>rtlgen synth --json</c> has written them.</summary>
internal static class CodecSheet
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It has no encoder or no decoder, or is no such file.</exception>
    public static CodecHardware Read(string path)
    {
        List<Sheet> sheets;
        try
        {
            sheets = JsonSerializer.Deserialize<List<Sheet>>(ConfigText.ReadBytes(path), Options)
                ?? throw new JsonException("is null");
        }
        catch (JsonException exception)
        {
            var reason = exception.Message.Split(" Path: ")[0].TrimEnd('.');
            throw new InvalidDataException($"{path}: is no output of rtlgen synth --json: {reason}", exception);
        }

        return new CodecHardware(Find(path, sheets, "encoder"), Find(path, sheets, "decoder"));
    }

    private static CodecModule Find(string path, List<Sheet> sheets, string kind)
    {
        var sheet = sheets.Find(one => one.Module.Contains($"_{kind}_", StringComparison.Ordinal))
            ?? throw new InvalidDataException($"{path}: has no {kind}, must have encoder and decoder");
        return sheet is { BytesPerClock: > 0, FmaxMHz.Median: > 0 }
            ? new CodecModule(
                sheet.Module, sheet.BytesPerClock.Value, sheet.FmaxMHz.Median, sheet.AreaUm2, sheet.PicojoulePerBit)
            : throw new InvalidDataException($"{path}: {sheet.Module}: bytesPerClock and fmaxMHz must be above 0");
    }

    private sealed record Clock(double Median);

    private sealed record Sheet(
        string Module, Clock FmaxMHz, double? BytesPerClock = null, double? AreaUm2 = null,
        double? PicojoulePerBit = null);
}
