// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Training.Own;

/// <summary>A user's class as a command line names it: <c>FILE.dll:CLASS[,SETTING=VALUE]…</c></summary>
/// <remarks>docs/own-network.md.</remarks>
public sealed class OwnClass
{
    private const string Ending = ".dll";

    private OwnClass(string file, string name, IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        (File, Name, Settings) = (file, name, settings);
    }

    /// <summary>Path of the assembly.</summary>
    public string File { get; }

    /// <summary>The class, with its namespace or without; empty if none is named.</summary>
    public string Name { get; }

    /// <summary>Settings of its constructor, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; }

    /// <summary>The class without its namespace, and its settings: for people.</summary>
    public string Label => Name[(Name.LastIndexOfAny(['.', '+']) + 1)..] + SettingsText;

    /// <summary>Class, assembly and settings without spaces; it stays the same wherever the file lies.</summary>
    public string Identity =>
        $"{Name},{Path.GetFileNameWithoutExtension(File)}{SettingsText}".Replace(' ', '_');

    private string SettingsText => string.Concat(Settings.Select(setting => $",{setting.Key}={setting.Value}"));

    /// <summary>True if a name is that of a user's class.</summary>
    /// <param name="name">What <c>--model</c>, <c>--method</c> or <c>--data</c> is.</param>
    public static bool Is(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return EndOfFile(name) >= 0;
    }

    /// <summary>Takes a name apart.</summary>
    /// <param name="name">A name for which <see cref="Is"/> is true.</param>
    /// <exception cref="ArgumentException">It has another form; the message says which is right.</exception>
    public static OwnClass Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var end = EndOfFile(name);
        var parts = end < 0 ? [] : name[end..].TrimStart(':').Split(',');
        var settings = parts.Skip(1).Select(part => part.Split('=', 2)).ToList();
        return end > Ending.Length && settings.TrueForAll(pair => pair is [{ Length: > 0 }, _])
            ? new OwnClass(name[..end], parts[0], [.. settings.Select(pair => KeyValuePair.Create(pair[0], pair[1]))])
            : throw new ArgumentException($"'{name}' must have the form FILE.dll:CLASS,SETTING=VALUE,...");
    }

    /// <summary>Loads a class and checks that it can be used as asked, without making one.</summary>
    /// <param name="option"><c>--model</c>, <c>--method</c> or <c>--data</c>, for which it is.</param>
    /// <param name="name">A name for which <see cref="Is"/> is true.</param>
    /// <returns>The name with the file's whole path and the class's namespace.</returns>
    /// <exception cref="ArgumentException">Its form or a setting is wrong; the message is one line.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file or the class is not suited; the message is one line and names
    /// what would be right.</exception>
    public static string Resolve(string option, string name)
    {
        var asked = Parse(name);
        var kind = OwnKind.Of(option);
        var type = OwnAssembly.Load(asked.File).Find(asked, kind);
        var whole = new OwnClass(Path.GetFullPath(asked.File), type.FullName!, asked.Settings);
        _ = new OwnConstructor(whole, type, kind);
        return whole.ToString();
    }

    /// <summary>A name for people: of a user's class <see cref="Label"/>, any other as it is.</summary>
    /// <param name="name">What <c>--model</c>, <c>--method</c> or <c>--data</c> is.</param>
    public static string LabelOf(string name) => Is(name) ? Parse(name).Label : name;

    /// <summary>A name as runs are compared by it: of a user's class <see cref="Identity"/>, any other as it
    /// is.</summary>
    /// <param name="name">What <c>--model</c>, <c>--method</c> or <c>--data</c> is.</param>
    public static string IdentityOf(string name) => Is(name) ? Parse(name).Identity : name;

    /// <summary>The name: <c>FILE.dll:CLASS[,SETTING=VALUE]…</c></summary>
    public override string ToString() => $"{File}:{Name}{SettingsText}";

    /// <summary>Makes an object of the class.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="given">What its constructor may ask for.</param>
    internal object Make(OwnKind kind, params ReadOnlySpan<object> given) =>
        new OwnConstructor(this, OwnAssembly.Load(File).Find(this, kind), kind).Invoke(given);

    // A folder may be called anything, also something.dll: the class begins after the last file's ending.
    private static int EndOfFile(string name)
    {
        var place = name.LastIndexOf($"{Ending}:", StringComparison.OrdinalIgnoreCase);
        return place >= 0 ? place + Ending.Length
            : name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? name.Length
            : -1;
    }
}
