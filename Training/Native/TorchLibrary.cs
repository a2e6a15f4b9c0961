// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace Rtlgen.Training.Native;

/// <summary>The native library below TorchSharp: where it comes from, and a copy of it that older systems load.</summary>
/// <remarks>
/// TorchSharp 0.107's libLibTorchSharp.so asks for a version of libstdc++ (GCC 13.2) of which it uses nothing; Debian
/// 12's is older. Where the system refuses the library, a copy in memory without that demand is loaded; the file
/// itself is only read. Where the system takes the library, nothing of this runs.
/// </remarks>
public static partial class TorchLibrary
{
    private const string Name = "LibTorchSharp";
    private const string FileName = "libLibTorchSharp.so";
    private const string Provider = "libstdc++.so.6";
    private const string Version = "GLIBCXX_3.4.32";

    private static string? _fault;

    /// <summary>Which library this process has loaded, for people; null before <see cref="Load"/>.</summary>
    public static string? LoadedFrom { get; private set; }

    /// <summary>Loads the library, if that is not done yet.</summary>
    /// <returns>libtorch's version, such as <c>2.10.0.0</c>.</returns>
    /// <exception cref="TorchMissingException">It cannot be loaded; the message says why, in one line.</exception>
    public static string Load()
    {
        // TorchSharp tells at length, on standard output, where it has looked in vain.
        var console = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            if (!torch.TryInitializeDeviceType(DeviceType.CPU))
            {
                throw new TorchMissingException(Problem());
            }

            LoadedFrom ??= Folders().Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);
            return torch.__version__;
        }
        catch (Exception exception) when (
            exception is NotSupportedException or DllNotFoundException or TypeInitializationException)
        {
            throw new TorchMissingException(Problem(), exception);
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    [SuppressMessage("Usage", "CA2255", Justification = "TorchSharp loads its library wherever it is first used.")]
    [ModuleInitializer]
    internal static void Initialize()
    {
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
        {
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
        }
    }

    /// <summary>Where the program's native libraries lie, in the order of the search.</summary>
    private static IEnumerable<string> Folders() =>
        (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory);

    // Called when the ordinary search has found nothing that loads.
    private static nint Resolve(Assembly assembly, string name)
    {
        if (name != Name || assembly != typeof(torch).Assembly)
        {
            return 0;
        }

        var file = Folders().Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists);
        if (file is null)
        {
            return 0;
        }

        try
        {
            // The copy has no folder, so what it needs of its neighbours must be there before it.
            _ = NativeLibrary.Load(Path.Combine(Path.GetDirectoryName(file)!, "libtorch.so"));
            var handle = LoadFromMemory(WeakVersion.Make(File.ReadAllBytes(file), Provider, Version));
            LoadedFrom = $"a copy of {file} that does not ask for {Version}";
            return handle;
        }
        catch (Exception exception) when (
            exception is InvalidDataException or IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            _fault = $"{file}: {exception.Message.Split('\n', 2)[0]}";
            return 0;
        }
    }

    private static string Problem() =>
        _fault ?? $"{FileName} or libtorch does not load; the package libtorch-cpu of this platform brings it, "
            + "restore it and build again";

    private static nint LoadFromMemory(byte[] library)
    {
        using var memory = new AnonymousFile(Name, library);
        return NativeLibrary.Load(memory.Path);
    }
}
