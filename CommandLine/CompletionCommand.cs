// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;

namespace Rtlgen.CommandLine;

/// <summary><c>rtlgen completion SHELL</c>: scripts that let a shell complete command lines.</summary>
/// <remarks>They ask the program itself, through the <c>[suggest]</c> directive.</remarks>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # source <(rtlgen completion bash)
            _rtlgen_complete() {
                local words word=${COMP_WORDS[COMP_CWORD]}
                words=$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
                mapfile -t COMPREPLY < <(compgen -o default -W "$words" -- "$word")
            }
            complete -o default -F _rtlgen_complete rtlgen ./rtlgen
            """,
        ["zsh"] = """
            # source <(rtlgen completion zsh)
            _rtlgen() {
                local -a words_found
                words_found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a words_found
                _files
            }
            compdef _rtlgen rtlgen ./rtlgen
            """,
        ["fish"] = """
            # rtlgen completion fish | source
            complete -c rtlgen -a '(rtlgen "[suggest:"(commandline -C)"]" (commandline -cp) 2>/dev/null)'
            """,
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var names = string.Join(", ", Scripts.Keys);
        var shell = Inputs.PathArgument<string>("SHELL", $"One of {names}");
        shell.CompletionSources.Add([.. Scripts.Keys]);
        var command = new Command("completion", "Print a script that completes command lines in a shell") { shell };
        command.SetAction(parsed =>
        {
            var asked = parsed.GetRequiredValue(shell);
            terminal.Out.WriteLine(Scripts.GetValueOrDefault(asked)
                ?? throw new CommandFailure(
                    ExitCode.Usage, $"there is no completion for '{asked}', must be one of {names}"));
            return (int)ExitCode.Success;
        });
        return command;
    }
}
