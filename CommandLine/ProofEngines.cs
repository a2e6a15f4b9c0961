// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Verification.Proofs.Engines;

namespace Rtlgen.CommandLine;

/// <summary>The engines that <c>prove</c> can ask, by name.</summary>
internal static class ProofEngines
{
    private const string Z3 = "z3";

    private const string All = "all";

    private static readonly IReadOnlyList<SatEngine> Others = [new YosysEngine(), new AbcEngine(), new CadicalEngine()];

    private static IEnumerable<string> Names => Others.Select(engine => engine.Name).Prepend(Z3);

    /// <summary>The option that names engines; null among them is Z3.</summary>
    public static Option<IReadOnlyList<SatEngine?>?> Option() => new("--engine")
    {
        Description = $"Who proves: {string.Join(", ", Names)}, several of them with commas between, or {All}; {Z3} if absent",
        HelpName = string.Join('|', Names.Append(All)),
        CompletionSources = { Names.Append(All).ToArray() },
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var names = text == All ? [.. Names] : text.Split(',');
            if (names.All(Names.Contains) && names.Distinct().Count() == names.Length)
            {
                return [.. names.Select(name => Others.FirstOrDefault(engine => engine.Name == name))];
            }

            result.AddError(
                $"--engine is '{text}', must be {All}, or one or more of {string.Join(", ", Names)}, each once");
            return null;
        },
    };

    /// <summary>An engine's name on the command line, from its name and version in a result.</summary>
    public static string ShortName(string engine) => engine.Split(' ')[0].ToLowerInvariant();
}
