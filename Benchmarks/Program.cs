// SPDX-License-Identifier: Apache-2.0

using BenchmarkDotNet.Running;
using Rtlgen.Benchmarks;
using Rtlgen.Benchmarks.Ranks;

// --quick [MiB] [repetitions] [threads] [part of a name]: ratios to memcpy in one run;
// --scaling [repetitions] [threads]: what more threads gain, beside the machine's limit;
// --train [turns] [steps] [batch]: two processes that train together against one, each method against FP32;
// --compare: what scripts/compare-commits asks for; else BenchmarkDotNet's options.
switch (args)
{
    case ["--quick", .. var rest]:
        QuickRun.All(rest);
        return 0;
    case ["--scaling", .. var rest]:
        ScalingRun.All(rest);
        return 0;
    case ["--train", .. var rest]:
        RanksRun.All(rest);
        return 0;
    case [RanksWorker.Option, .. var rest]:
        RanksWorker.Run(rest);
        return 0;
    case ["--compare", _, _, "text" or "json"]:
        return CompareRun.Run(args[1..]);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(CodecBenchmarks).Assembly).Run(args);
        return 0;
}
