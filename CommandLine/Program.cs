// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using System.Text;
using Rtlgen.CommandLine;

using var cancellation = new CancellationTokenSource();

// The first signal lets the command remove its temporary files; a second one ends the process at once.
void Interrupt(PosixSignalContext context)
{
    context.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var output = new StreamWriter(new StandardOutput(Console.OpenStandardOutput()), utf8) { NewLine = "\n" };
using var error = new StreamWriter(Console.OpenStandardError(), utf8) { NewLine = "\n", AutoFlush = true };
return Application.Run(args, new Terminal(output, error, !Console.IsErrorRedirected, cancellation.Token));
