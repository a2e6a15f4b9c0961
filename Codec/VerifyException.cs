// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Codec;

/// <summary>What was written does not decode to what it was made of.</summary>
/// <param name="message">One line that names the file, the tensor and the first difference.</param>
public sealed class VerifyException(string message) : Exception(message);
