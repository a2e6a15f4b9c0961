// SPDX-License-Identifier: Apache-2.0

using BenchmarkDotNet.Running;
using Rtlgen.Benchmarks;

// --quick [MiB] [repetitions] [threads] [part of a name]: ratios to memcpy in one run;
// --compare: what scripts/compare-commits asks for; else BenchmarkDotNet's options.
switch (args)
{
    case ["--quick", .. var rest]:
        QuickRun.All(rest);
        return 0;
    case ["--compare", _, _, "text" or "json"]:
        return CompareRun.Run(args[1..]);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CodecBenchmarks).Assembly).Run(args);
        return 0;
}
