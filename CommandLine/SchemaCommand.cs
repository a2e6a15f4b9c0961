// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Accelerator;
using Rtlgen.CommandLine.Exploration;
using Rtlgen.CommandLine.Studies;
using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Config;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen schema NAME</c>: JSON schemas of the configuration files.</summary>
public static class SchemaCommand
{
    /// <summary>The schemas by name; <c>schemas/NAME.schema.json</c> holds the same text.</summary>
    public static IReadOnlyDictionary<string, Func<string>> Schemas { get; } =
        new SortedDictionary<string, Func<string>>(StringComparer.Ordinal)
        {
            ["accelerator"] = () => ConfigSchema.Of<AcceleratorFile>(
                "accelerator.json: an accelerator of training"),
            ["bitlengths"] = () => ConfigSchema.Of<BitlengthFile>(
                "bitlengths.json: how each tensor of a network is coded"),
            ["explore"] = () => ConfigSchema.Of<ExploreFile>(
                "explore.json: which hardware is tried, on which lengths"),
            ["hardware"] = () => ConfigSchema.Of<HardwareFile>(
                "hardware.json: what is fixed when hardware is generated"),
            ["study"] = () => ConfigSchema.Of<StudyFile>(
                "study.json: which networks are trained how, and what is claimed of them"),
        };

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        var names = string.Join(", ", Schemas.Keys);
        var name = Inputs.PathArgument<string>("NAME", $"One of {names}");
        name.CompletionSources.Add([.. Schemas.Keys]);
        var json = new Option<bool>("--json") { Description = "No effect: the schema is JSON" };
        var command = new Command("schema", "Print the JSON schema of a configuration file") { name, json };
        command.SetAction(parsed =>
        {
            var asked = parsed.GetRequiredValue(name);
            var schema = Schemas.GetValueOrDefault(asked)
                ?? throw new CommandFailure(ExitCode.Usage, $"there is no schema '{asked}', must be one of {names}");
            terminal.Out.Write(schema());
            return (int)ExitCode.Success;
        });
        return command;
    }
}
