// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;
using Rtlgen.Training.Methods;
using Rtlgen.Training.Own;

namespace Rtlgen.Training.Run;

/// <summary>What is trained, on what, and how.</summary>
public sealed record TrainOptions
{
    /// <summary>Network: one of <see cref="Models.Networks.Names"/>, or a user's class
    /// (<see cref="OwnClass"/>).</summary>
    public string Model { get; init; } = "resnet8";

    /// <summary>Data set: one of <see cref="Data.DataSets.Names"/>, or a user's class.</summary>
    public string Data { get; init; } = "fashion-mnist";

    /// <summary>The data set's folder or file; null for the one that a package puts.</summary>
    public string? DataPath { get; init; }

    /// <summary>Method: one of <see cref="LengthMethods.Names"/>, or a user's class.</summary>
    public string Method { get; init; } = "qm+qe";

    /// <summary>Folder that receives the files.</summary>
    public string Output { get; init; } = "";

    /// <summary>Epochs, also parts of one; above 0.</summary>
    public double Epochs { get; init; } = 6;

    /// <summary>Step after which the run stops, as if interrupted; null for none.</summary>
    public long? MaxSteps { get; init; }

    /// <summary>Examples of a step, of all processes together.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>Seed of everything random.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads.</summary>
    public int Threads { get; init; } = 1;

    /// <summary><c>sgd</c> or <c>adamw</c>.</summary>
    public string Optimizer { get; init; } = "sgd";

    /// <summary>Highest learning rate.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Momentum of <c>sgd</c>.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>Schedule of the learning rate: one of <see cref="RateSchedule.Names"/>.</summary>
    public string Schedule { get; init; } = "one-cycle";

    /// <summary>False for pictures as they are.</summary>
    public bool Augment { get; init; } = true;

    /// <summary>Most examples to learn from; null for all.</summary>
    public int? TrainLimit { get; init; }

    /// <summary>Most examples to be tested with; null for all.</summary>
    public int? TestLimit { get; init; }

    /// <summary>Letters of an example of text.</summary>
    public int Length { get; init; } = 128;

    /// <summary>Steps between two lines of the log.</summary>
    public int LogEvery { get; init; } = 50;

    /// <summary>Share of a tensor from which length gradients are estimated: above 0, up to 1.</summary>
    public double LengthGradientFraction { get; init; } = 1.0 / 16;

    /// <summary>True to go on from the folder's last checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>Commit of the program, for the files; null if unknown.</summary>
    public string? Commit { get; init; }

    /// <summary>Settings of the methods.</summary>
    public MethodOptions Lengths { get; init; } = new();

    /// <summary>The network, for people.</summary>
    [JsonIgnore]
    public string ModelName => OwnClass.LabelOf(Model);

    /// <summary>The data set, for people.</summary>
    [JsonIgnore]
    public string DataName => OwnClass.LabelOf(Data);

    /// <summary>The method, for people.</summary>
    [JsonIgnore]
    public string MethodName => OwnClass.LabelOf(Method);

    /// <summary>What must be the same for a run to be resumed, as one line. It begins with network, data set and
    /// method; those of a user are named by class and assembly, wherever the file lies.</summary>
    public string Identity => string.Join(
        ' ', OwnClass.IdentityOf(Model), OwnClass.IdentityOf(Data), OwnClass.IdentityOf(Method), Epochs, Batch,
        Seed, Optimizer, LearningRate, Momentum, WeightDecay, Schedule,
        Augment, TrainLimit, TestLimit, Length, LengthGradientFraction, Lengths.For(Method) with { Gammas = [] },
        string.Join(',', Lengths.For(Method).Gammas));
}
