// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.GoldenModel.Config;

namespace Rtlgen.CommandLine;

/// <summary>The options that say which hardware a command is about.</summary>
internal sealed class HardwareOptions
{
    private readonly Option<string?> _config = new("--config", "-c")
    {
        Description = "Hardware configuration, or bitlengths.json, which makes a layer table (JSON); "
            + "the default hardware if absent",
        HelpName = "CONFIG",
    };

    private readonly Option<string?> _hardware = new("--hardware")
    {
        Description = "Hardware configuration (JSON) for a bitlengths.json; what that file says and needs if absent",
        HelpName = "CONFIG",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Insert(0, _config);
        command.Options.Insert(1, _hardware);
    }

    /// <summary>The path of the configuration, or of the bitlengths; null for the default.</summary>
    public string? Path(ParseResult parsed) => parsed.GetValue(_config);

    /// <summary>True if a configuration was named.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_config) is not null;

    /// <summary>True if another configuration stands beside the first.</summary>
    public bool HasHardware(ParseResult parsed) => parsed.GetValue(_hardware) is not null;

    /// <summary>The options as they were given, each after a blank.</summary>
    public string Given(ParseResult parsed) => string.Concat(new[] { ("-c", _config), ("--hardware", _hardware) }
        .Select(one => parsed.GetValue(one.Item2) is { } path ? $" {one.Item1} {path}" : ""));

    /// <summary>The design that the options ask for.</summary>
    public Design Emit(ParseResult parsed) => new DesignEmitter().Emit(Read(parsed));

    /// <summary>The hardware that the options ask for.</summary>
    /// <exception cref="CommandFailure">They do not go together.</exception>
    /// <exception cref="InvalidDataException">A configuration is wrong.</exception>
    public HardwareConfig Read(ParseResult parsed)
    {
        var (path, beside) = (parsed.GetValue(_config), parsed.GetValue(_hardware));
        var json = path is null ? null : ConfigText.ReadBytes(path);
        if (json is not null && TableFile.IsBitlengths(json))
        {
            return TableFile.Parse(path!, json, beside is null ? null : ForTable(beside));
        }

        return beside is not null
            ? throw new CommandFailure(
                ExitCode.Usage,
                "--hardware stands beside a bitlengths.json only, --config is "
                + (path is null ? "absent" : $"'{path}', a hardware configuration"))
            : json is null ? new HardwareConfig() : HardwareFile.Parse(path!, json);
    }

    /// <summary>Reads the hardware that a layer table is for.</summary>
    /// <exception cref="InvalidDataException">The configuration is wrong, or frozen.</exception>
    internal static HardwareConfig ForTable(string path)
    {
        var hardware = HardwareFile.Read(path);
        return hardware.Frozen is null
            ? hardware
            : throw new InvalidDataException(
                $"{path}: frozen is there, must be absent beside a bitlengths.json, whose descriptors are looked up");
    }
}
