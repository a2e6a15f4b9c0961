// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Rtlgen.GoldenModel.Config;
using Rtlgen.Training.Own;

namespace Rtlgen.CommandLine;

/// <summary>Options and arguments whose errors name the option, the value and what is allowed.</summary>
internal static class Inputs
{
    private const int MostThreads = 256;
    private const string OwnForm = "FILE.dll:CLASS";

    /// <summary>The option that asks for JSON instead of a table.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write the result as JSON" };

    /// <summary>A path that is read; an option with a typo is not taken for one.</summary>
    public static Argument<T> PathArgument<T>(string name, string description)
    {
        var argument = new Argument<T>(name) { Description = description };
        argument.Validators.Add(RefuseOptions);
        return argument;
    }

    /// <summary>The output's path.</summary>
    public static Option<string> Output(string description)
    {
        var option =
            new Option<string>("--output", "-o") { Description = description, Required = true, HelpName = "OUT" };
        option.Validators.Add(RefuseEmpty);
        return option;
    }

    /// <summary>Refuses an empty path.</summary>
    public static void RefuseEmpty(OptionResult result)
    {
        if (result.Tokens is [{ Value: "" }])
        {
            result.AddError($"{result.Option.Name} is empty, must be a path");
        }
    }

    /// <summary>An integer within a range.</summary>
    public static Option<int?> Number(
        string name, int lowest, int highest, string description, string otherwise) => new(name)
        {
            Description = $"{description}, {lowest} to {highest}; {otherwise}",
            HelpName = "N",
            CustomParser = result => TryParse(result.Tokens[0].Value, out var number)
                && number >= lowest && number <= highest
                    ? number
                    : Refuse<int?>(result, name, $"{lowest} to {highest}"),
        };

    /// <summary>A real number within a range.</summary>
    public static Option<double?> Real(
        string name, double lowest, double highest, string description, string otherwise) => new(name)
        {
            Description = string.Create(
                CultureInfo.InvariantCulture, $"{description}, {lowest} to {highest}; {otherwise}"),
            HelpName = "X",
            CustomParser = result => double.TryParse(
                result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number >= lowest && number <= highest
                    ? number
                    : Refuse<double?>(
                        result, name, string.Create(CultureInfo.InvariantCulture, $"{lowest} to {highest}")),
        };

    /// <summary>How many threads work.</summary>
    public static Option<int?> Threads() =>
        Number("--threads", 1, MostThreads, "Threads that work", "one for each processor if absent");

    /// <summary>What <see cref="Threads"/> comes to.</summary>
    public static int ThreadsOf(ParseResult parsed, Option<int?> threads) =>
        parsed.GetValue(threads) ?? Math.Min(Environment.ProcessorCount, MostThreads);

    /// <summary><c>auto</c>, or an integer within a range.</summary>
    public static Option<AutoNumber?> AutoNumber(
        string name, int lowest, int highest, string description, string otherwise) => new(name)
        {
            Description = $"{description}, auto or {lowest} to {highest}; {otherwise}",
            HelpName = "auto|N",
            CompletionSources = { AutoText },
            CustomParser = result => GoldenModel.Config.AutoNumber.TryParse(result.Tokens[0].Value, out var value)
                && (value.Number is not { } number || (number >= lowest && number <= highest))
                    ? value
                    : Refuse<AutoNumber?>(result, name, $"auto or {lowest} to {highest}"),
        };

    /// <summary>One of a few names.</summary>
    public static Option<string?> Choice(string name, IEnumerable<string> names, string description) =>
        Choice(name, [.. names], description, null);

    private static Option<string?> Choice(string name, string[] choices, string description, string? form)
    {
        string[] allowed = form is null ? choices : [.. choices, form];
        return new Option<string?>(name)
        {
            Description = description,
            HelpName = string.Join('|', allowed),
            CompletionSources = { choices },
            CustomParser = result => choices.Contains(result.Tokens[0].Value, StringComparer.Ordinal)
                || (form is not null && OwnClass.Is(result.Tokens[0].Value))
                    ? result.Tokens[0].Value
                    : Refuse<string?>(result, name, $"one of {string.Join(", ", allowed)}"),
        };
    }

    /// <summary>One of a few names, or a user's class, which <see cref="OwnOf"/> loads.</summary>
    public static Option<string?> ChoiceOrClass(string name, IEnumerable<string> names, string description) =>
        Choice(name, [.. names], $"{description}. A class of yours: docs/own-network.md", OwnForm);

    /// <summary>What <see cref="ChoiceOrClass"/> comes to: of a user's class the whole path and name.</summary>
    /// <exception cref="CommandFailure">The class cannot be used as asked.</exception>
    public static string? OwnOf(ParseResult parsed, Option<string?> option)
    {
        var name = parsed.GetValue(option);
        try
        {
            return name is null || !OwnClass.Is(name) ? name : OwnClass.Resolve(option.Name, name);
        }
        catch (ArgumentException exception)
        {
            throw new CommandFailure(ExitCode.Usage, exception.Message, exception);
        }
    }

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static string AutoText => GoldenModel.Config.AutoNumber.AutoText;

    private static T? Refuse<T>(ArgumentResult result, string name, string expected)
    {
        result.AddError($"{name} is '{result.Tokens[0].Value}', must be {expected}");
        return default;
    }

    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (token.Value.Length == 0)
            {
                result.AddError($"{result.Argument.Name} is empty, must be a path");
            }
            else if (token.Value.StartsWith('-') && result.Parent is CommandResult command)
            {
                result.AddError(Application.Unknown(command.Command, token.Value));
            }
        }
    }
}
