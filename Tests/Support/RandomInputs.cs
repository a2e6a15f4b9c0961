// SPDX-License-Identifier: Apache-2.0

using FsCheck;
using FsCheck.Fluent;
using Rtlgen.Generator.Config;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Tests;

/// <summary>What <see cref="LawAttribute"/> draws for a parameter of each type.</summary>
public static class RandomInputs
{
    public static Arbitrary<TensorCase> Tensors() => TensorGenerators.Tensors;

    public static Arbitrary<Descriptor> Descriptors() => TensorGenerators.Descriptors.ToArbitrary();

    public static Arbitrary<HardwareConfig> Configurations() => HardwareConfigs.Any.ToArbitrary();
}

/// <summary>Tensors of lossless descriptors alone.</summary>
public static class LosslessInputs
{
    public static Arbitrary<TensorCase> Tensors() => TensorGenerators.LosslessTensors;
}
