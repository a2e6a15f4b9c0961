// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Rtlgen.Benchmarks;
using Rtlgen.GoldenModel.Formats;

var numbers = args.Where(argument => int.TryParse(argument, out _)).Select(argument => int.Parse(argument, CultureInfo.InvariantCulture)).ToArray();
var filter = args.LastOrDefault(argument => argument != "--quick" && !int.TryParse(argument, out _)) ?? "";
var run = new QuickRun(numbers.ElementAtOrDefault(0) is > 0 and var size ? size : 128,
    numbers.ElementAtOrDefault(1) is > 0 and var repetitions ? repetitions : 15,
    numbers.ElementAtOrDefault(2) is > 0 and var threads ? threads : 1);
run.PrintHeader();
foreach (var container in Container.All)
{
    foreach (var coder in Enum.GetValues<Coder>())
    {
        var descriptor = Descriptor.Lossless(container, coder);
        Run($"{container} {Names.Of(coder)} 8x32", descriptor);
        if (coder is Coder.Delta or Coder.Peak)
        {
            Run($"{container} {Names.Of(coder)} 16x32", descriptor with { Lanes = 16 });
            if (container.Bits == 16)
            {
                Run($"{container} {Names.Of(coder)} 8x16", descriptor with { Word = 16 });
                Run($"{container} {Names.Of(coder)} 16x16", descriptor with { Lanes = 16, Word = 16 });
            }
        }
    }
}

Run("fp32 delta 8x32 lossy n=3", Descriptor.Lossless(Container.Fp32) with { Mantissa = 3 });
Run("fp32 peak 8x32 lossy n=3 e=5 nearest", Descriptor.Lossless(Container.Fp32, Coder.Peak) with { Mantissa = 3, Exponent = 5, Low = 100, Bias = 15, Rounding = Rounding.Nearest });

void Run(string name, Descriptor descriptor)
{
    if (name.Contains(filter, StringComparison.Ordinal))
    {
        run.Run(name, descriptor);
    }
}
