// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Rtlgen.Codec;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Models;
using TorchSharp;

namespace Rtlgen.Training.Own;

/// <summary>A user's assembly. What it needs is looked for beside it first, but for the assemblies whose types both
/// sides speak of: those are the program's own.</summary>
internal sealed class OwnAssembly : AssemblyLoadContext
{
    private static readonly Assembly[] Shared =
        [typeof(Network).Assembly, typeof(Container).Assembly, typeof(SfpCodec).Assembly, typeof(torch).Assembly];

    // A type that is loaded twice would be two types.
    private static readonly Dictionary<string, OwnAssembly> Loaded = new(StringComparer.Ordinal);

    private readonly string _path;
    private readonly AssemblyDependencyResolver _resolver;
    private readonly Assembly _assembly;

    private OwnAssembly(string path)
        : base(path)
    {
        _path = path;
        _resolver = new AssemblyDependencyResolver(path);
        _assembly = LoadFromAssemblyPath(path);
    }

    /// <summary>Loads an assembly, once.</summary>
    /// <param name="file">Its path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no assembly, or needs a newer .NET or rtlgen.</exception>
    public static OwnAssembly Load(string file)
    {
        var path = Path.GetFullPath(file);
        lock (Loaded)
        {
            if (Loaded.TryGetValue(path, out var known))
            {
                return known;
            }

            if (!File.Exists(path))
            {
                throw new FileNotFoundException(
                    $"{file}: there is no such file, must be the assembly that a build made");
            }

            try
            {
                CheckVersions(path);
                return Loaded[path] = new OwnAssembly(path);
            }
            catch (Exception exception) when (exception is BadImageFormatException or FileLoadException
                or InvalidOperationException)
            {
                throw new InvalidDataException(
                    $"{file}: is no .NET assembly, or damaged ({OwnCode.FirstLine(exception)})", exception);
            }
        }
    }

    /// <summary>Finds a class.</summary>
    /// <param name="asked">Its name, with its namespace or without.</param>
    /// <param name="kind">What it must be.</param>
    /// <exception cref="InvalidDataException">There is none, or it is none of that kind.</exception>
    public Type Find(OwnClass asked, OwnKind kind)
    {
        var all = Types();
        var found = all.Where(type => type.FullName == asked.Name).ToList();
        found = found.Count > 0 ? found : [.. all.Where(type => type.Name == asked.Name)];
        var fault = found switch
        {
            [] when asked.Name.Length == 0 => $"{kind.Option} must name a class of it, FILE.dll:CLASS",
            [] => $"has no class '{asked.Name}'",
            [_, _, ..] => $"has {found.Count} classes '{asked.Name}', {kind.Option} must have its namespace too",
            [var type] when !kind.Base.IsAssignableFrom(type) =>
                $"class {type.FullName} is no {kind.Noun}, must "
                + $"{(kind.Base.IsInterface ? "implement" : "derive from")} {kind.Base.FullName}",
            [var type] when !IsUsable(type) => $"class {type.FullName} is abstract or generic, must be neither",
            _ => null,
        };
        return fault is null ? found[0] : throw new InvalidDataException($"{asked.File}: {fault}; {Candidates()}");

        string Candidates()
        {
            var suited = all.Where(type => kind.Base.IsAssignableFrom(type) && IsUsable(type));
            var text = string.Join(", ", suited.Select(type => type.FullName));
            return text.Length == 0 ? $"it has no {kind.Noun}" : $"it has: {text}";
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        return Array.Find(Shared, shared => shared.GetName().Name == assemblyName.Name)
            ?? (_resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private static bool IsUsable(Type type) => !type.IsAbstract && !type.ContainsGenericParameters;

    // A reference to a newer version would be found when a method runs, perhaps hours later.
    private static void CheckVersions(string path)
    {
        using var file = File.OpenRead(path);
        using var image = new PEReader(file);
        if (!image.HasMetadata || image.GetMetadataReader() is not { IsAssembly: true } metadata)
        {
            throw new BadImageFormatException("it has no manifest");
        }

        foreach (var handle in metadata.AssemblyReferences)
        {
            var reference = metadata.GetAssemblyReference(handle);
            var name = metadata.GetString(reference.Name);
            if (name == "System.Runtime" && reference.Version.Major > Environment.Version.Major)
            {
                throw new InvalidDataException(
                    $"{path}: is built for .NET {reference.Version.Major}, must be built for "
                    + $"net{Environment.Version.Major}.0, on which rtlgen runs");
            }

            var shared = Array.Find(Shared, shared => shared.GetName().Name == name)?.GetName().Version;
            if (shared is not null && reference.Version > shared)
            {
                throw new InvalidDataException(
                    $"{path}: is built with {name} {reference.Version.ToString(3)}, must be built with "
                    + $"{shared.ToString(3)} as this rtlgen");
            }
        }
    }

    private Type[] Types()
    {
        try
        {
            return _assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            var reason = exception.LoaderExceptions.OfType<Exception>().FirstOrDefault() ?? exception;
            throw new InvalidDataException($"{_path}: cannot be loaded: {OwnCode.FirstLine(reason)}", exception);
        }
    }
}
