// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;

namespace Rtlgen.Generator.Config;

/// <summary>A hash that tells designs of the same shape apart.</summary>
/// <remarks>It covers the configuration, rtlgen's version and the templates: what the text of a module is made
/// of.</remarks>
public static class NameHash
{
    private const int Digits = 8;

    private static readonly Lazy<byte[]> Origin = new(HashTemplates);

    /// <summary>The hash of a configuration: 8 hexadecimal digits.</summary>
    public static string Of(HardwareConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var words = Encoding.UTF8.GetBytes($"{config.Prefix} {config.Words}");
        return Convert.ToHexStringLower(SHA256.HashData([.. Origin.Value, .. words]))[..Digits];
    }

    private static byte[] HashTemplates()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var assembly = typeof(NameHash).Assembly;
        hash.AppendData(Encoding.UTF8.GetBytes(assembly.GetName().Version!.ToString(3)));
        var templates = assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".v.sbn", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        foreach (var name in templates)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var text = new byte[stream.Length];
            stream.ReadExactly(text);
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(text);
        }

        return hash.GetHashAndReset();
    }
}
