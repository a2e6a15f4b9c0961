// SPDX-License-Identifier: Apache-2.0

using Xunit;

namespace Rtlgen.Tests.Support;

/// <summary>Tests that draw from TorchSharp's one default generator: they run one after the other.</summary>
[CollectionDefinition(nameof(DefaultGenerator), DisableParallelization = true)]
public sealed class DefaultGenerator;
