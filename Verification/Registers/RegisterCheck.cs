// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Generator.Registers;
using Rtlgen.Verification.Simulation;

namespace Rtlgen.Verification.Registers;

/// <summary>Random traffic on the bus of a register block, every output held to <see cref="RegisterModel"/> in every
/// clock.</summary>
public static class RegisterCheck
{
    private const int ResetClocks = 3;
    private static readonly int[] Shares = [5, 30, 60, 95, 100];

    /// <summary>The register block of a design; null without registers.</summary>
    public static EmittedModule? Module(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        return design.Modules.SingleOrDefault(module => module.Name == design.Config.ModuleName("axil_registers"));
    }

    /// <summary>Builds a design's register block, or finds it in the cache; null without registers.</summary>
    public static VerilatedModel? Build(Design design, SimulationOptions? options = null) =>
        Module(design) is { } module ? VerilatedModel.Build(module, design.Modules, options) : null;

    /// <summary>Runs a block from reset.</summary>
    /// <param name="model">The block.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="seed">Chooses the traffic; not 0.</param>
    /// <param name="clocks">How long.</param>
    /// <param name="waveform">Where to write a waveform; null for none.</param>
    /// <returns>The first difference; null if there is none.</returns>
    public static string? Run(VerilatedModel model, HardwareConfig config, int seed, int clocks, string? waveform = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var instance = model.CreateInstance(seed);
        if (waveform is not null)
        {
            instance.TraceTo(waveform);
        }

        var map = RegisterMap.Of(config);
        var (golden, traffic) = (new RegisterModel(map), new Traffic(map, new Random(seed)));
        for (var clock = 0; clock < clocks; clock++)
        {
            var inputs = traffic.Next(running: clock >= ResetClocks);
            Apply(instance, inputs, config.Frozen is null);
            instance.Clock();
            var expected = golden.Clock(inputs);
            if (clock > 0 && Difference(instance, expected, inputs.Running) is { } what)
            {
                return string.Create(CultureInfo.InvariantCulture, $"clock {clock}: {what}");
            }

            traffic.Observe(instance);
        }

        return null;
    }

    private static void Apply(ModelInstance instance, BusInputs inputs, bool encodes)
    {
        instance.Set("aresetn", inputs.Running ? 1u : 0);
        instance.Set("s_axi_awvalid", inputs.WriteAddress is null ? 0u : 1);
        instance.Set("s_axi_awaddr", inputs.WriteAddress ?? 0xa5c);
        instance.Set("s_axi_wvalid", inputs.WriteData is null ? 0u : 1);
        instance.Set("s_axi_wdata", inputs.WriteData?.Word ?? 0xa5c35a3c);
        instance.Set("s_axi_wstrb", inputs.WriteData?.Strobe ?? 0x5);
        instance.Set("s_axi_bready", inputs.TakesResponse ? 1u : 0);
        instance.Set("s_axi_arvalid", inputs.ReadAddress is null ? 0u : 1);
        instance.Set("s_axi_araddr", inputs.ReadAddress ?? 0x5a3);
        instance.Set("s_axi_rready", inputs.TakesData ? 1u : 0);
        instance.Set("decode_ready_i", inputs.DecoderReady ? 1u : 0);
        instance.Set("losses_i", inputs.Losses);
        instance.Set("encoder_errors_i", inputs.EncoderErrors);
        instance.Set("decoder_errors_i", inputs.DecoderErrors);
        if (encodes)
        {
            instance.Set("encode_ready_i", inputs.EncoderReady ? 1u : 0);
        }
    }

    private static string? Difference(ModelInstance instance, IReadOnlyDictionary<string, UInt128> expected, bool running)
    {
        foreach (var (output, value) in expected.Where(one => running || one.Key.EndsWith("valid", StringComparison.Ordinal)))
        {
            var slot = instance.Layout.Output(output);
            var actual = UInt128.Zero;
            for (var word = 0; word < slot.Words; word++)
            {
                actual |= (UInt128)instance.Outputs[slot.Offset + word] << (32 * word);
            }

            if (actual != value)
            {
                return $"{output}: expected {value:x}, got {actual:x}";
            }
        }

        return null;
    }

    // What is offered stays until it is taken.
    private sealed class Traffic(RegisterMap map, Random random)
    {
        private readonly int[] _shares = [.. Enumerable.Range(0, 8).Select(_ => Shares[random.Next(Shares.Length)])];
        private uint? _writeAddress;
        private (uint, uint)? _writeData;
        private uint? _readAddress;

        public BusInputs Next(bool running)
        {
            _writeAddress ??= running && Flip(0) ? Address() : null;
            _writeData ??= running && Flip(1) ? ((uint)random.NextInt64(1L << 32), Strobe()) : null;
            _readAddress ??= running && Flip(2) ? Address() : null;
            return new BusInputs
            {
                Running = running,
                WriteAddress = _writeAddress,
                WriteData = _writeData,
                ReadAddress = _readAddress,
                TakesResponse = Flip(3),
                TakesData = Flip(4),
                EncoderReady = Flip(5),
                DecoderReady = Flip(6),
                Losses = Rarely(16),
                EncoderErrors = Rarely(4),
                DecoderErrors = Rarely(8),
            };
        }

        public void Observe(ModelInstance instance)
        {
            _writeAddress = instance.Get("s_axi_awready") == 1 ? null : _writeAddress;
            _writeData = instance.Get("s_axi_wready") == 1 ? null : _writeData;
            _readAddress = instance.Get("s_axi_arready") == 1 ? null : _readAddress;
        }

        private bool Flip(int signal) => random.Next(100) < _shares[signal];

        private uint Rarely(int values) => random.Next(8) == 0 ? (uint)random.Next(values) : 0;

        private uint Strobe() => random.Next(2) == 0 ? 15 : (uint)random.Next(16);

        // Mostly a register, now and then one bit beside it or anywhere.
        private uint Address()
        {
            var address = (uint)map.Registers[random.Next(map.Registers.Count)].Address;
            return random.Next(10) switch
            {
                0 => (uint)random.Next(1 << RegisterMap.AddressBits),
                1 => address ^ (1u << random.Next(RegisterMap.AddressBits)),
                _ => address | (uint)random.Next(4),
            };
        }
    }
}
