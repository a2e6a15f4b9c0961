// SPDX-License-Identifier: Apache-2.0

using BenchmarkDotNet.Running;
using Rtlgen.Benchmarks;

// --quick [MiB] [repetitions] [threads] [part of a name]: ratios to memcpy in one run; else BenchmarkDotNet's options.
if (args is ["--quick", .. var rest])
{
    QuickRun.All(rest);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(CodecBenchmarks).Assembly).Run(args);
}
