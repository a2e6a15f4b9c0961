// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Codec;
using Rtlgen.CommandLine.Exploration;
using Rtlgen.CommandLine.Studies;
using Rtlgen.CommandLine.Systems;
using Rtlgen.GoldenModel.Config;
using Rtlgen.Synthesis;
using Rtlgen.Verification.Tools;

namespace Rtlgen.CommandLine;

/// <summary>The program: commands, and one place that turns failures into a line and an exit code.</summary>
public static class Application
{
    /// <summary>Environment variable that asks for stack traces.</summary>
    public const string DebugVariable = "RTLGEN_DEBUG";

    private const string UnknownOption = "unknown option";

    private const string Description = """
        Compresses neural-net tensors and makes the hardware for it.

        Exit codes: 0 done, 1 a check failed, 2 wrong command line, 3 bad input, 4 output not written,
        5 a tool is missing, 6 a proof came to no end, 70 a fault of rtlgen itself, 130 interrupted.
        """;

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">Arguments after the program's name.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        try
        {
            var code = Invoke(arguments, terminal);
            terminal.Out.Flush();
            return code;
        }
        catch (Exception exception)
        {
            terminal.ClearProgress();

            // A tool that the same signal ended is no fault of its own.
            var interrupted = terminal.Cancellation.IsCancellationRequested;
            return (int)Report(interrupted ? new OperationCanceledException() : exception, terminal.Error);
        }
    }

    private static RootCommand MakeRoot(Terminal terminal) => new(Description)
    {
        EncodeCommand.Create(terminal),
        DecodeCommand.Create(terminal),
        MeasureCommand.Create(terminal),
        InspectCommand.Create(terminal),
        ConformCommand.Create(terminal),
        GenerateCommand.Create(terminal),
        LintCommand.Create(terminal),
        SimulateCommand.Create(terminal),
        ProveCommand.Create(terminal),
        SynthCommand.Create(terminal),
        ExploreCommand.Create(terminal),
        MutateCommand.Create(terminal),
        FuzzCommand.Create(terminal),
        FuzzCommand.CreateWorker(terminal),
        BenchCommand.Create(terminal),
        TrainCommand.Create(terminal),
        StudyCommand.Create(terminal),
        PlotCommand.Create(terminal),
        PipelineCommand.Create(terminal),
        SystemCommand.Create(terminal),
        DemoCommand.Create(terminal),
        SchemaCommand.Create(terminal),
        DoctorCommand.Create(terminal),
        CompletionCommand.Create(terminal),
        VersionCommand.Create(terminal),
    };

    private static int Invoke(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var root = MakeRoot(terminal);
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            throw Misuse(parsed);
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            Output = terminal.Out,
            Error = terminal.Error,
        });
    }

    private static CommandFailure Misuse(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var messages = parsed.Errors.Select(error => error.Message).ToList();
        var message = parsed.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-')) is { } option
            ? Unknown(command, option)
            : command is RootCommand && parsed.UnmatchedTokens is [var name, ..]
                ? $"unknown command '{name}'{Suggest(name, command.Subcommands)}"
                : messages.Find(IsUnknownOption) ?? messages[0];
        var help = command is RootCommand ? "rtlgen --help" : $"rtlgen {command.Name} --help";
        return new CommandFailure(ExitCode.Usage, $"{message.ReplaceLineEndings(" ").TrimEnd('.')} (see {help})");
    }

    /// <summary>The error for an option that a command does not have.</summary>
    internal static string Unknown(Command command, string option) =>
        $"{UnknownOption} '{option}'{Suggest(option, command.Options)}";

    private static bool IsUnknownOption(string message) => message.StartsWith(UnknownOption, StringComparison.Ordinal);

    private static string Suggest(string typed, IEnumerable<Symbol> symbols) =>
        ClosestName.Find(typed, symbols.Select(symbol => symbol.Name)) is { } closest
            ? $", did you mean '{closest}'?"
            : "";

    // Names of tensors and files are somebody's words: they must not reach the screen as control characters.
    private static string OneLine(string message) =>
        string.Concat(message.ReplaceLineEndings(" ").Select(letter => char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()));

    private static ExitCode Report(Exception exception, TextWriter error)
    {
        var cause = exception is AggregateException aggregate ? aggregate.Flatten().InnerExceptions[0] : exception;
        var (code, message) = cause switch
        {
            CommandFailure failure => (failure.Code, failure.Message),
            OperationCanceledException => (ExitCode.Interrupted, "interrupted"),
            OutputException => (ExitCode.Output, cause.Message),
            VerifyException or SynthesisException => (ExitCode.CheckFailed, cause.Message),
            ToolMissingException => (ExitCode.MissingTool, cause.Message),
            InvalidDataException or IOException => (ExitCode.Input, cause.Message),
            UnauthorizedAccessException => (ExitCode.Input, OutputFile.Reason(cause)),
            _ => (ExitCode.Internal, $"internal fault, please report it: {cause.GetType().Name}: {cause.Message}"
                + $" ({DebugVariable}=1 shows where)"),
        };
        error.WriteLine($"rtlgen: error: {OneLine(message)}");
        if (Environment.GetEnvironmentVariable(DebugVariable) is { Length: > 0 })
        {
            error.WriteLine(exception);
        }

        error.Flush();
        return code;
    }
}
