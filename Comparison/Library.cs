// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Rtlgen.Comparison;

/// <summary>A shared library that peers call.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="File">Its file, as the loader looks for it.</param>
/// <param name="Package">The Debian package that has it.</param>
/// <param name="VersionSymbol">Its symbol that tells the version.</param>
/// <param name="VersionIsData">True if the symbol is a text's address, false if a function that returns it.</param>
/// <param name="Required">True if <c>./test</c> needs it.</param>
internal sealed partial record Library(
    string Name, string File, string Package, string VersionSymbol, bool VersionIsData, bool Required)
{
    /// <summary>libzstd.</summary>
    public static Library Zstd { get; } =
        new("zstd", Comparison.Zstd.File, "libzstd1", "ZSTD_versionString", false, true);

    /// <summary>liblz4.</summary>
    public static Library Lz4 { get; } = new("LZ4", Comparison.Lz4.File, "liblz4-1", "LZ4_versionString", false, true);

    /// <summary>libblosc.</summary>
    public static Library Blosc { get; } =
        new("Blosc", Bitshuffle.File, "libblosc1", "blosc_get_version_string", false, true);

    /// <summary>libzfp.</summary>
    public static Library Zfp { get; } = new("zfp", Comparison.Zfp.File, "libzfp1", "zfp_version_string", true, true);

    /// <summary>libfpzip.</summary>
    public static Library Fpzip { get; } =
        new("fpzip", Comparison.Fpzip.File, "libfpzip1", "fpzip_version_string", true, true);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Library> All { get; } = [Zstd, Lz4, Blosc, Zfp, Fpzip];

    /// <summary>Looks for the library and asks for its version.</summary>
    /// <returns>Null if it is not there; an empty version if it does not say.</returns>
    public unsafe string? FindVersion()
    {
        if (!NativeLibrary.TryLoad(File, out var library))
        {
            return null;
        }

        if (!NativeLibrary.TryGetExport(library, VersionSymbol, out var symbol))
        {
            return "";
        }

        var text = VersionIsData ? *(nint*)symbol : ((delegate* unmanaged[Cdecl]<nint>)symbol)();
        return VersionNumber().Match(Marshal.PtrToStringUTF8(text) ?? "").Value;
    }

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex VersionNumber();
}
