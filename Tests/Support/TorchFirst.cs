// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Rtlgen.Training.Native;

namespace Rtlgen.Tests.Support;

/// <summary>Readies the search for TorchSharp's native library before any test uses TorchSharp itself.</summary>
internal static class TorchFirst
{
    // Training does so when it is first used, which in tests can be too late: classes run side by side, in any order.
    [ModuleInitializer]
    internal static void Ready() => RuntimeHelpers.RunModuleConstructor(typeof(WeakVersion).Module.ModuleHandle);
}
