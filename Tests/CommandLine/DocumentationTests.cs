// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using Rtlgen.Tests.GoldenModel.Files;
using Xunit;

namespace Rtlgen.Tests.CommandLine;

/// <summary>Runs the examples of docs/cli.md: what it shows is what users get.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void Every_example_prints_what_the_document_shows()
    {
        using var folder = new TemporaryFolder();
        var document = File.ReadAllText(Repository.Path("docs", "cli.md"));
        File.Copy(Repository.Path("samples", "esrgan-medium-sample.safetensors"), folder["model.safetensors"]);
        File.Copy(Repository.Path("samples", "bitlengths.json"), folder["table.json"]);
        folder.Write("bitlengths.json", Json().Match(document).Groups[1].Value);
        folder.Write("typo.json", """
            {
              "schemaVersion": 1,
              "layers": [
                { "match": "F_0/kernel", "mantisa": 3 }
              ]
            }
            """);
        Directory.CreateSymbolicLink(folder["vectors"], Repository.Path("vectors"));

        var examples = Example().Matches(document);
        Assert.True(examples.Count >= 10);
        foreach (Match example in examples)
        {
            var words = example.Groups["words"].Value.Split(' ');
            var run = CommandRun.Of([.. words.Select(word => IsPath(word) ? folder[word] : word)]);
            var shown = (run.Output + run.Error).Replace(folder["x"][..^1], "", StringComparison.Ordinal);
            var expected = example.Groups["output"].Value;
            var cut = expected.EndsWith("...\n", StringComparison.Ordinal);
            Assert.Equal(
                expected[..^(cut ? 4 : 0)], cut ? shown[..Math.Min(shown.Length, expected.Length - 4)] : shown);
        }
    }

    private static bool IsPath(string word) =>
        word is "vectors" or "rtl" or "c-out" || word.EndsWith(".safetensors", StringComparison.Ordinal)
        || word.EndsWith(".json", StringComparison.Ordinal) || word.EndsWith(".npy", StringComparison.Ordinal);

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();

    [GeneratedRegex(
        @"(?<=```console\n(?:(?!```).)*?)^\$ rtlgen (?<words>[^\n]*)\n(?<output>(?:(?!\$ |```)[^\n]*\n)*)",
        RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
