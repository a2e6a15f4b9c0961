// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Z3;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs.Z3;

/// <summary>The native library below Microsoft.Z3: the system's, with a bridge in front of it where it is old.</summary>
/// <remarks>
/// The package has no library for Linux, and asks for a function of libz3 4.11; Debian 12 has 4.8.12. The bridge,
/// bridge.c, is compiled once, and only where the function is missing.
/// </remarks>
public static class Z3Library
{
    /// <summary>The system's library as far as set-up must install it.</summary>
    public const string SystemFile = "libz3.so.4";

    private const string Name = "libz3";
    private const string Newest = "Z3_enable_concurrent_dec_ref";
    private const string Source = "bridge.c";

    /// <summary>Which library this process has loaded, for people; null before Z3 is first used.</summary>
    public static string? LoadedFrom { get; private set; }

    /// <summary>Loads the library, if that is not done yet.</summary>
    /// <returns>Z3's version, such as <c>4.8.12.0</c>.</returns>
    /// <exception cref="ToolMissingException">There is none, or the bridge cannot be made.</exception>
    public static string Load()
    {
        try
        {
            return $"{Microsoft.Z3.Version.Major}.{Microsoft.Z3.Version.Minor}.{Microsoft.Z3.Version.Build}";
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            throw exception.InnerException as ToolMissingException ?? Missing(exception);
        }
    }

    [SuppressMessage("Usage", "CA2255", Justification = "Must stand before anything calls Microsoft.Z3.")]
    [ModuleInitializer]
    internal static void Initialize() => NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, Resolve);

    // Puts the bridge into a folder.
    private static void Compile(string folder)
    {
        var source = Path.Combine(folder, Source);
        File.WriteAllText(source, BridgeSource());
        _ = Tool.CCompiler.Require(
            folder, "-shared", "-fPIC", "-O2", "-std=c11", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", Name + ".so",
            Source, "-Wl,--no-as-needed", "-l:" + SystemFile, "-ldl");
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Name)
        {
            return 0;
        }

        if (!NativeLibrary.TryLoad(Name, assembly, path, out var system)
            && !NativeLibrary.TryLoad(SystemFile, out system))
        {
            throw Missing(null);
        }

        if (NativeLibrary.TryGetExport(system, Newest, out _) || !OperatingSystem.IsLinux())
        {
            LoadedFrom = "the system's";
            return system;
        }

        var folder = FolderCache.Default.GetOrBuild(
            "z3-bridge-" + FolderCache.Key(BridgeSource(), RuntimeInformation.RuntimeIdentifier),
            Compile);
        var bridge = Path.Combine(folder, Name + ".so");
        LoadedFrom = $"the system's {SystemFile} behind the bridge {bridge}";
        return NativeLibrary.Load(bridge);
    }

    private static ToolMissingException Missing(Exception? cause) => cause is null
        ? new ToolMissingException($"{Name} is not installed; on Debian: apt-get install libz3-4")
        : new ToolMissingException($"{Name} is not installed; on Debian: apt-get install libz3-4", cause);

    private static string BridgeSource()
    {
        using var stream = typeof(Z3Library).Assembly.GetManifestResourceStream(Source)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
