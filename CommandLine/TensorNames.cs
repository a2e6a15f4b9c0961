// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;

namespace Rtlgen.CommandLine;

/// <summary>Errors about names of tensors.</summary>
internal static class TensorNames
{
    /// <summary>The error for a name that a file does not have.</summary>
    public static CommandFailure Missing(string path, string name, IEnumerable<string> names)
    {
        var known = names.ToList();
        var hint = ClosestName.Find(name, known) is { } closest ? $", did you mean '{closest}'?"
            : known.Count == 0 ? ", it has none"
            : $", it has {List(known)}";
        return new CommandFailure(ExitCode.Input, $"{path}: has no tensor '{name}'{hint}");
    }

    private static string List(List<string> names)
    {
        var first = string.Join(", ", names.Take(3).Select(name => $"'{name}'"));
        return names.Count > 3 ? $"{first} and {names.Count - 3} more" : first;
    }
}
