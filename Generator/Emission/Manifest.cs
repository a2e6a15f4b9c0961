// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Generator.Emission;

/// <summary>What was generated from what: <c>manifest.json</c> of a folder of Verilog.</summary>
/// <param name="Configuration">The configuration's name.</param>
/// <param name="ConfigSha256">SHA-256 of the configuration in its canonical form.</param>
/// <param name="ToolVersion">Version of rtlgen.</param>
/// <param name="Tops">Modules that a design instantiates.</param>
/// <param name="Files">Every other file of the folder and its SHA-256, in compile order.</param>
/// <remarks>No date, no user, no path: the same configuration gives the same bytes.</remarks>
public sealed record Manifest(
    string Configuration, string ConfigSha256, string ToolVersion, IReadOnlyList<string> Tops, IReadOnlyList<ManifestFile> Files)
{
    /// <summary>Name of the manifest's file.</summary>
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>The manifest of a design's files.</summary>
    /// <param name="design">The design.</param>
    /// <param name="files">Names and texts, in compile order.</param>
    public static Manifest Of(Design design, IEnumerable<(string Name, string Text)> files)
    {
        ArgumentNullException.ThrowIfNull(design);
        return new Manifest(
            design.Config.DesignName,
            Hash(Canonical(design.Config)),
            typeof(Manifest).Assembly.GetName().Version!.ToString(3),
            [.. design.Tops.Select(top => top.Name)],
            [.. files.Select(file => new ManifestFile(file.Name, Hash(file.Text)))]);
    }

    /// <summary>Reads a manifest; null if <paramref name="path"/> does not exist or is none.</summary>
    public static Manifest? TryRead(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Manifest>(File.ReadAllText(path), Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The manifest as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    private static string Canonical(HardwareConfig config)
    {
        var frozen =
            config.Frozen is { } descriptor ? JsonSerializer.Serialize(DescriptorFields.From(descriptor)) : "run-time";
        return $"{config.Prefix} {config.DesignName} {frozen}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>One generated file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">SHA-256 of its bytes, in hexadecimal.</param>
public sealed record ManifestFile(string Name, string Sha256);
