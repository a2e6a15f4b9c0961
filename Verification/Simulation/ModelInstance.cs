// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Rtlgen.Verification.Simulation;

/// <summary>One instance of a module: two images of ports, and a clock.</summary>
/// <remarks>For one thread. Nothing is allocated per clock.</remarks>
public sealed unsafe class ModelInstance : IDisposable
{
    private readonly VerilatedModel _model;
    private readonly uint[] _inputs;
    private readonly uint[] _outputs;
    private readonly uint* _inputWords;
    private readonly uint* _outputWords;
    private readonly IReadOnlyList<(string Input, ulong Value)> _constants;
    private nint _handle;

    internal ModelInstance(VerilatedModel model, nint handle, IReadOnlyList<(string Input, ulong Value)> constants)
    {
        _model = model;
        _handle = handle;
        _constants = constants;
        _inputs = GC.AllocateArray<uint>(Math.Max(1, model.Layout.InputWords), pinned: true);
        _outputs = GC.AllocateArray<uint>(Math.Max(1, model.Layout.OutputWords), pinned: true);
        _inputWords = (uint*)Marshal.UnsafeAddrOfPinnedArrayElement(_inputs, 0);
        _outputWords = (uint*)Marshal.UnsafeAddrOfPinnedArrayElement(_outputs, 0);
        ClearInputs();
    }

    /// <summary>Where ports lie in the images.</summary>
    public PortLayout Layout => _model.Layout;

    /// <summary>The input image. Bits above a port's width are ignored.</summary>
    public Span<uint> Inputs => _inputs;

    /// <summary>The output image, as of the last <see cref="Evaluate"/> or <see cref="Clock"/>.</summary>
    public ReadOnlySpan<uint> Outputs => _outputs;

    /// <summary>Called after each clock, with <see cref="Inputs"/> and <see cref="Outputs"/> as they were before its
    /// rising edge; null for nobody.</summary>
    public Action<ModelInstance>? Clocked { get; set; }

    /// <summary>Clocks so far.</summary>
    public long Cycle { get; private set; }

    /// <summary>Sets all inputs to 0, but for those that the model fixes.</summary>
    public void ClearInputs()
    {
        Inputs.Clear();
        foreach (var (input, value) in _constants)
        {
            Set(input, value);
        }
    }

    /// <summary>Sets an input of at most 64 bits.</summary>
    public void Set(string input, ulong value)
    {
        var slot = Layout.Input(input);
        _inputs[slot.Offset] = (uint)value;
        if (slot.Words > 1)
        {
            _inputs[slot.Offset + 1] = (uint)(value >> 32);
        }
    }

    /// <summary>Reads the low 64 bits of an output.</summary>
    public ulong Get(string output)
    {
        var slot = Layout.Output(output);
        return _outputs[slot.Offset] | (slot.Words > 1 ? (ulong)_outputs[slot.Offset + 1] << 32 : 0);
    }

    /// <summary>Applies the inputs and settles the outputs, without a clock edge.</summary>
    /// <exception cref="SimulationException">The module did not settle, or stopped itself.</exception>
    public void Evaluate() => Check(_model.EvaluateEntry(Handle, _inputWords, _outputWords));

    /// <summary>One clock: applies the inputs, samples the outputs as they are before the rising edge, then
    /// rises.</summary>
    /// <exception cref="SimulationException">The module did not settle, or stopped itself.</exception>
    public void Clock()
    {
        Check(_model.ClockEntry(Handle, _inputWords, _outputWords));
        Cycle++;
        Clocked?.Invoke(this);
    }

    /// <summary>Writes a waveform (VCD) from here on, two steps of time a clock; it is whole after disposal.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SimulationException">The model was built without waveforms, or the file cannot be
    /// written.</exception>
    public void TraceTo(string path)
    {
        var text = Utf8StringMarshaller.ConvertToUnmanaged(path);
        try
        {
            Check(_model.TraceEntry(Handle, text));
        }
        finally
        {
            Utf8StringMarshaller.Free(text);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handle != 0)
        {
            _model.DestroyEntry(_handle);
            _handle = 0;
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the native side of an instance that nobody disposed of.</summary>
    ~ModelInstance() => Dispose();

    private nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    private void Check(int failed)
    {
        if (failed != 0)
        {
            throw new SimulationException(
                $"{_model.Top}, cycle {Cycle}: {Utf8StringMarshaller.ConvertToManaged(_model.ErrorEntry(_handle))}");
        }
    }
}
