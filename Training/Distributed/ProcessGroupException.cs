// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Training.Distributed;

/// <summary>The processes of a group cannot go on together. The message is one line.</summary>
public sealed class ProcessGroupException(string message, Exception? inner = null) : Exception(message, inner);
