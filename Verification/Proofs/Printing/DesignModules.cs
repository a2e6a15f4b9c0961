// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Rtlgen.Generator.Emission;

namespace Rtlgen.Verification.Proofs.Printing;

/// <summary>Which modules of a design belong together.</summary>
internal static partial class DesignModules
{
    /// <summary>Modules with all that they instantiate, in the design's order: instances first.</summary>
    public static List<EmittedModule> WithInstances(this Design design, IEnumerable<EmittedModule> modules)
    {
        var names = design.Modules.Select(module => module.Name).ToHashSet();
        var needed = modules.Select(module => module.Name).ToHashSet();
        foreach (var module in design.Modules.Reverse().Where(module => needed.Contains(module.Name)))
        {
            needed.UnionWith(Word().Matches(module.Text).Select(word => word.Value).Where(names.Contains));
        }

        return [.. design.Modules.Where(module => needed.Contains(module.Name))];
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
