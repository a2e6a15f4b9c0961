// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.CommandLine;

/// <summary>The options that say how tensors are coded, and what they come to with the configuration.</summary>
/// <param name="coderHelp">What <c>--coder</c> does.</param>
internal sealed class CodingOptions(string coderHelp = "Exponent coder; delta if absent")
{
    private readonly Option<string?> _config = new("--config", "-c")
    {
        Description = "Settings by tensor from a bitlengths.json; options on the command line win over it",
        HelpName = "FILE",
    };

    private readonly Option<string?> _container = Inputs.Choice(
        "--container",
        Container.All.Select(container => container.Name),
        "Convert values to this container first (nearest even); the tensor's own if absent");

    private readonly Option<string?> _coder = Inputs.Choice(
        "--coder", Names.All<Coder>(), coderHelp);

    private readonly Option<int?> _mantissa = Inputs.Number("--mantissa", 0, 23, "Mantissa bits kept", "all if absent");
    private readonly Option<int?> _exponent = Inputs.Number("--exponent", 1, 8, "Exponent bits kept", "all if absent");

    private readonly Option<AutoNumber?> _low = Inputs.AutoNumber(
        "--low", 1, 254, "First exponent of the window", "auto (if absent) ends it at the largest finite exponent");

    private readonly Option<AutoNumber?> _sign = Inputs.AutoNumber(
        "--sign", 0, 1, "Sign bit kept", "auto (if absent) drops it if no value has it set");

    private readonly Option<int?> _lanes = Inputs.Number("--lanes", 1, 32, "Values side by side", "8 if absent");
    private readonly Option<int?> _rows = Inputs.Number("--rows", 2, 64, "Rows in a group", "8 if absent");

    private readonly Option<string?> _word = Inputs.Choice(
        "--word", ["16", "32"], "Bits of a lane's word; 32 if absent");

    private readonly Option<string?> _rounding = Inputs.Choice(
        "--rounding", Names.All<Rounding>(), "What dropped mantissa bits do; truncate if absent");

    private readonly Option<int?> _bias = Inputs.Number(
        "--bias", 0, 255, "Reference of the bias coder", "2^(e-1)-1 if absent");

    private BitlengthSettings _asked = new();
    private BitlengthFile? _file;
    private string? _path;

    /// <summary>Adds the options to a command.</summary>
    public CodingOptions AddTo(Command command)
    {
        Option[] options =
        [
            _container, _coder, _mantissa, _exponent, _low, _sign, _lanes, _rows, _word, _rounding, _bias, _config,
        ];
        foreach (var option in options)
        {
            command.Add(option);
        }

        return this;
    }

    /// <summary>Takes the values from a command line and reads the configuration it names.</summary>
    /// <exception cref="IOException">The configuration cannot be read.</exception>
    /// <exception cref="InvalidDataException">The configuration is damaged.</exception>
    public void Load(ParseResult parsed)
    {
        _path = parsed.GetValue(_config);
        _file = _path is null ? null : BitlengthFile.Read(_path);
        _asked = new BitlengthSettings
        {
            Container = parsed.GetValue(_container),
            Coder = Parse<Coder>("coder", parsed.GetValue(_coder)),
            Mantissa = parsed.GetValue(_mantissa),
            Exponent = parsed.GetValue(_exponent),
            Low = parsed.GetValue(_low),
            Sign = parsed.GetValue(_sign),
            Lanes = parsed.GetValue(_lanes),
            Rows = parsed.GetValue(_rows),
            Word = parsed.GetValue(_word) is { } word ? word == "16" ? 16 : 32 : null,
            Rounding = Parse<Rounding>("rounding", parsed.GetValue(_rounding)),
            Bias = parsed.GetValue(_bias),
        };
    }

    /// <summary>Settings for a tensor: the command line's, then its layer's, then the configuration's
    /// defaults.</summary>
    /// <param name="name">Name of the tensor.</param>
    /// <param name="count">Its number of values.</param>
    /// <exception cref="InvalidDataException">The configuration asks for another number of values.</exception>
    public BitlengthSettings For(string name, long count)
    {
        var layer = _file?.Find(name);
        return layer?.Count is { } expected && expected != count
            ? throw new InvalidDataException(
                $"{_path}: layer '{layer.Match}' has count {expected}, but tensor '{name}' has {count} values")
            : _asked.Over(_file?.SettingsFor(name) ?? new BitlengthSettings());
    }

    /// <summary>True if the command line names a coder.</summary>
    public bool AsksForCoder => _asked.Coder is not null;

    /// <summary>The coder that the command line names, or all.</summary>
    public IReadOnlyList<Coder> Among => _asked.Coder is { } coder ? [coder] : Enum.GetValues<Coder>();

    /// <summary>The error for a tensor that cannot be coded as asked.</summary>
    public CommandFailure Refuse(FormatException exception) =>
        new(_path is null ? ExitCode.Usage : ExitCode.Input, exception.Message, exception);

    /// <summary>Remarks on layers of the configuration that are for none of the tensors.</summary>
    /// <remarks>A file of weights has no activations: of a kind that no tensor is of, nothing is said.</remarks>
    public void NoteUnused(IReadOnlyCollection<string> names, Terminal terminal)
    {
        var layers = _file?.Layers ?? [];
        var kinds = layers.Where(layer => names.Any(layer.Matches)).Select(layer => layer.Kind).ToHashSet();
        foreach (var layer in layers.Where(layer => !names.Any(layer.Matches)))
        {
            if (layer.Kind is not null && !kinds.Contains(layer.Kind))
            {
                continue;
            }

            var closest = layer.IsRegex ? null : ClosestName.Find(layer.Match, names);
            var hint = closest is null ? "" : $", did you mean '{closest}'?";
            terminal.Note($"{_path}: layer '{layer.Match}' matches no tensor{hint}");
        }
    }

    private static T? Parse<T>(string field, string? name)
        where T : struct, Enum => name is null ? null : Names.Parse<T>(field, name);
}
