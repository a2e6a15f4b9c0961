// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Training.Native;

/// <summary>libtorch cannot be loaded. The message is one line.</summary>
public sealed class TorchMissingException(string message, Exception? inner = null) : Exception(message, inner);
