// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Generator.Emission;

/// <summary>A port of an emitted module.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsInput">True for an input, false for an output.</param>
/// <param name="Width">Width in bits, 1 or more.</param>
/// <param name="IsVector">True if it is indexed by lane, and so a vector even for one lane.</param>
public sealed record Port(string Name, bool IsInput, int Width, bool IsVector = false);
