// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Rtlgen.Training.Data;
using Rtlgen.Training.Methods;
using Rtlgen.Training.Models;
using Rtlgen.Training.Run;
using Rtlgen.Training.Stash;
using static TorchSharp.torch;

namespace Rtlgen.Tests.Training.Own;

/// <summary>What is wrong with a <see cref="FaultyNetwork"/>.</summary>
public enum NetworkFault
{
    None, Constructor, Forward, TrainingOnly, NoSite, OtherStash, Classes, Unregistered, Twice, Unpassed, SameName,
    Strided, Library,
}

/// <summary>A network with a fault that is planted by its setting.</summary>
public class FaultyNetwork : Network
{
    private readonly NetworkFault _fault;
    private readonly StashedLinear? _first;
    private readonly Stashed? _relu;
    private readonly TorchSharp.Modules.Linear? _plain;

    public FaultyNetwork(StashSet stash, DataSet data, NetworkFault fault = NetworkFault.None, int width = 8)
        : base("faulty", fault == NetworkFault.OtherStash ? new StashSet() : stash)
    {
        _fault = fault;
        var size = data.InputShape.Aggregate(1L, (product, length) => product * length);
        var classes = fault == NetworkFault.Classes ? 7 : data.Classes;
        switch (fault)
        {
            case NetworkFault.Constructor:
                throw new InvalidOperationException("no luck\ntoday");
            case NetworkFault.Library:
                _ = Missing();
                break;
            case NetworkFault.NoSite:
                _plain = Add("fc", nn.Linear(size, classes));
                return;
        }

        _first = Add("fc", new StashedLinear(stash, (size, classes)));
        _relu = Add("relu", Stashed.Relu(stash));
        if (fault == NetworkFault.Unregistered)
        {
            _first = new StashedLinear(stash, (size, width));
        }

        if (fault == NetworkFault.SameName)
        {
            _ = Add("double", new TwoSites(stash));
        }
    }

    public override Tensor forward(Tensor input)
    {
        if (_fault == NetworkFault.Forward || (_fault == NetworkFault.TrainingOnly && training))
        {
            throw new InvalidOperationException("no way");
        }

        var output = _first?.call(input.flatten(1)) ?? _plain!.call(input.flatten(1));
        return _fault switch
        {
            NetworkFault.NoSite or NetworkFault.Unpassed => output,
            NetworkFault.Twice => _relu!.call(_relu.call(output)),
            NetworkFault.Strided => _relu!.call(output.transpose(0, 1)).transpose(0, 1),
            _ => _relu!.call(output),
        };
    }

    [DllImport("no_such_library_of_ours")]
    private static extern int Missing();
}

/// <summary>A layer whose sites have one name.</summary>
internal sealed class TwoSites(StashSet stash) : Layer(nameof(TwoSites)), IStashedLayer
{
    public IReadOnlyList<StashSite> Sites { get; } = [stash.AddActivation(), stash.AddActivation()];

    public override Tensor forward(Tensor input) => input;
}

public abstract class AbstractNetwork(StashSet stash) : Network("abstract", stash);

public sealed class HiddenNetwork : FaultyNetwork
{
    private HiddenNetwork(StashSet stash, DataSet data)
        : base(stash, data)
    {
    }
}

public sealed class OddNetwork(StashSet stash, DataSet data, TextWriter text) : FaultyNetwork(stash, data)
{
    public TextWriter Text { get; } = text;
}

/// <summary>A method with a fault that is planted by its setting.</summary>
public sealed class FaultyMethod(string fault = "") : ILengthMethod
{
    private StashSet _stash = new();

    public void Attach(StashSet stash, MethodOptions options) => _stash = stash;

    public void BeginStep(RunPosition position) => _stash.Sites[0].Mantissa = fault == "length" ? 24 : 3;

    public void EndStep(RunPosition position, double loss, IProcessGroup group)
    {
        if (fault == "end")
        {
            throw new NotSupportedException("not yet");
        }
    }

    public void UseFinal() => _stash.Sites[0].Mantissa = 3;

    public void Save(BinaryWriter writer) => writer.Write(fault == "state" ? 5L : 4);

    public void Load(BinaryReader reader) => reader.ReadInt32();
}

/// <summary>A data set with a fault that is planted by its setting.</summary>
public sealed class FaultyData(DataOptions options, string fault = "") : DataSet
{
    public override string Name => $"faulty{options.Path}";

    public override IReadOnlyList<long> InputShape => fault == "shape" ? [] : [6];

    public override int Classes => 3;

    public override int TrainCount => fault == "empty" ? 0 : 64;

    public override int TestCount => 16;

    public override (Tensor Inputs, Tensor Targets) Batch(
        bool train, ReadOnlySpan<int> examples, long seed, int epoch) =>
        (ones(examples.Length, fault == "inputs" ? 5 : 6), full(examples.Length, fault == "targets" ? 3L : 2L));
}
