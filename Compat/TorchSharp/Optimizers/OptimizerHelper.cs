// SPDX-License-Identifier: Apache-2.0

#nullable disable

using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimisers have in common.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    /// <summary>The options of groups that have none.</summary>
    protected OptimizerOptions _defaults;

    private readonly Dictionary<nint, OptimizerState> _states = [];

    /// <summary>An optimiser without parameters yet.</summary>
    public OptimizerHelper()
    {
    }

    /// <summary>Writes options and state to a file.</summary>
    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    /// <summary>Reads options and state from a file.</summary>
    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <summary>Writes options and state.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        var state = state_dict();
        writer.Write(GetType().Name);
        writer.Encode(state.Options.Count);
        writer.Encode(state.State.Count);
        state.Options.ForEach(options => options.SaveStateDict(writer));
        state.State.ForEach(one => one.SaveStateDict(writer));
    }

    /// <summary>Reads options and state that an optimiser of the same kind wrote.</summary>
    public void load_state_dict(BinaryReader reader)
    {
        var name = reader.ReadString();
        if (name != GetType().Name)
        {
            throw new InvalidDataException(
                $"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");
        }

        var state = state_dict();
        Check(state, reader.Decode(), reader.Decode());
        state.Options.ForEach(options => options.LoadStateDict(reader));
        state.State.ForEach(one => one.LoadStateDict(reader));
    }

    /// <summary>Copies options and state from another optimiser.</summary>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var state = this.state_dict();
        Check(state, state_dict.Options.Count, state_dict.State.Count);
        for (var n = 0; n < state.Options.Count; ++n)
        {
            if (state.Options[n] != state_dict.Options[n])
            {
                state.Options[n].LoadStateDict(state_dict.Options[n]);
            }
        }

        for (var n = 0; n < state.State.Count; ++n)
        {
            if (state.State[n] != state_dict.State[n])
            {
                state.State[n].LoadStateDict(state_dict.State[n]);
            }
        }
    }

    /// <summary>The options and the state themselves, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var state = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            state.Options.Add(group.Options);
            state.StateIndexRef.Add([]);
            foreach (var parameter in group.Parameters)
            {
                state.StateIndexRef[^1].Add(state.State.Count);
                state.State.Add(StateOf(parameter));
            }
        }

        return state;
    }

    /// <summary>Runs a closure with gradients, and then the change of each group without.</summary>
    protected Tensor _step<T>(Action<T> body, Func<Tensor> loss_closure = null)
        where T : ParamGroup
    {
        Tensor loss = null;
        if (loss_closure is not null)
        {
            using var traced = enable_grad();
            loss = loss_closure();
        }

        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups)
        {
            body((T)group);
        }

        return loss;
    }

    /// <summary>Gives the state back.</summary>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach (var state in _states.Values)
        {
            (state as IDisposable)?.Dispose();
        }

        _states.Clear();
    }

    private protected OptimizerState StateOf(Parameter parameter) => _states[parameter.Handle];

    private protected void Add(ParamGroup group, Func<Parameter, OptimizerState> state)
    {
        group.Options.InitialLearningRate = group.Options.LearningRate.Value;
        group.Parameters = [.. group.Parameters];
        _parameter_groups.Add(group);
        foreach (var parameter in group.Parameters)
        {
            var one = state(parameter);
            one.Initialize(group.Options);
            _states.Add(parameter.Handle, one);
        }
    }

    private protected static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new ArgumentException($"Invalid {what}");
        }
    }

    private static void Check(StateDictionary state, long options, long states)
    {
        if (options != state.Options.Count)
        {
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        }

        if (states != state.State.Count)
        {
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
        }
    }
}
