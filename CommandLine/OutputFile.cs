// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine;

/// <summary>Rules for the files that commands write.</summary>
internal static class OutputFile
{
    /// <summary>Refuses to write over what is read.</summary>
    /// <exception cref="CommandFailure">Both are the same file.</exception>
    public static void RequireOther(string input, string output)
    {
        if (Resolve(input) == Resolve(output))
        {
            throw new CommandFailure(ExitCode.Usage, $"{output}: is the input itself, the output must be another file");
        }
    }

    /// <summary>Runs a step that writes; its failures are the output's.</summary>
    /// <exception cref="CommandFailure">The output cannot be written.</exception>
    public static void Attempt(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Output, exception.Message, exception);
        }
    }

    /// <summary>Makes a folder, and those above it.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>Those that were not there, the lowest first.</returns>
    /// <exception cref="CommandFailure">It cannot be made.</exception>
    public static List<string> MakeFolder(string path)
    {
        var missing = new List<string>();
        for (var folder = Path.GetFullPath(path); folder is not null && !Directory.Exists(folder);
            folder = Path.GetDirectoryName(folder))
        {
            missing.Add(folder);
        }

        Attempt(() => Directory.CreateDirectory(path));
        return missing;
    }

    /// <summary>Removes folders that are empty.</summary>
    /// <param name="folders">The lowest first.</param>
    public static void RemoveEmpty(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
    }

    /// <summary>The system's reason, without the path that .NET adds.</summary>
    public static string Reason(Exception exception)
    {
        var reason = exception.Message.Split(" : '")[0].TrimEnd('.');
        return reason.Length == 0 ? reason : $"{char.ToLowerInvariant(reason[0])}{reason[1..]}";
    }

    private static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            var target = File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true) : null;
            return target?.FullName ?? full;
        }
        catch (IOException)
        {
            return full;
        }
    }
}
