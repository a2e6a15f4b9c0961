// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using System.Text;
using Rtlgen.Generator.Emission;
using Rtlgen.Verification.Proofs.Engines;
using Rtlgen.Verification.Proofs.Printing;
using Rtlgen.Verification.Proofs.Symbolic;
using Rtlgen.Verification.Tools;

namespace Rtlgen.Verification.Proofs.Replays;

/// <summary>What simulation made of a counterexample.</summary>
/// <param name="Folder">The folder with bench, modules and waveform; empty if there is none.</param>
/// <param name="Reproduced">True if simulation shows the very differences of the counterexample.</param>
/// <param name="Reason">Why not, if not.</param>
public sealed record Replay(string Folder, bool Reproduced, string? Reason = null)
{
    /// <summary>The script in the folder that simulates again.</summary>
    public const string Script = "run";

    private const string Top = "replay";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Writes a counterexample as a test bench around the emitted modules, and runs it with Icarus
    /// Verilog.</summary>
    /// <param name="design">The design.</param>
    /// <param name="options">The rules, and where Yosys's answers are kept.</param>
    /// <param name="obligation">What was refuted.</param>
    /// <param name="result">The refutation.</param>
    /// <param name="folder">The folder; what was there before is replaced.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="ToolMissingException">Yosys or Icarus Verilog is not installed.</exception>
    public static Replay Of(
        Design design, ProofOptions options, Obligation obligation, ProofResult result, string folder)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(obligation);
        ArgumentNullException.ThrowIfNull(result);
        if (result is not { Counterexample: { } counterexample, Values: { } values })
        {
            throw new ArgumentException($"{result.Name} was not refuted", nameof(result));
        }

        try
        {
            Write(Files(design, options, obligation, values), folder);
        }
        catch (UnprintableException exception)
        {
            return new Replay("", false, exception.Message);
        }

        var run = Tool.Shell.RunWithin(folder, new ToolBounds(Patience, options.Memory, options.Cancellation), Script);
        var expected = counterexample.Differences
            .Select(difference => $"{difference.Field}: must be {difference.Expected}, is {difference.Actual}");
        return run is null ? new Replay(folder, false, $"simulation did not end in {Patience.TotalSeconds:0} s")
            : run.ExitCode != 0 ? new Replay(folder, false, $"simulation failed: {run.Output.Split('\n')[0]}")
            : Lines(run.Output).SequenceEqual(expected) ? new Replay(folder, true)
            : new Replay(folder, false, "simulation shows other values");
    }

    private static IEnumerable<string> Lines(string output) =>
        output.Split('\n').Where(line => line.Contains(": must be ", StringComparison.Ordinal));

    private static IEnumerable<(string Name, string Text)> Files(
        Design design, ProofOptions options, Obligation obligation, IReadOnlyDictionary<string, BigInteger> values)
    {
        using var scope = new SmtScope();
        var claim = SecondOpinion.State(design, options, obligation, kind => design.Modules.Single(
            module => module.Name == design.Config.ModuleName(kind)));
        var printed = VerilogClaim.Print(claim, obligation, anyKernels: false);
        var shells = claim.Steps.Select(step => step.Shell).DistinctBy(shell => shell.Module.Name).ToList();
        return
        [
            .. design.WithInstances([.. shells.Select(shell => shell.Module), .. claim.Applications.Select(application => application.Module)])
                .Select(module => (module.FileName, module.Text)),
            .. shells.Select(shell => ($"{VerilogClaim.StepModule(shell.Module)}.v", StepBench.Of(shell))),
            ($"{printed.Module}.v", printed.Text),
            ($"{Top}.v", Bench(claim, printed, values)),
            (Script, $"#!/bin/sh\ncd \"$(dirname \"$0\")\" && iverilog -g2005 -s {Top} -o {Top}.vvp *.v && vvp -n {Top}.vvp\n"),
        ];
    }

    private static string Bench(Claim claim, VerilogClaim printed, IReadOnlyDictionary<string, BigInteger> values)
    {
        var (inputs, steps, fields) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var input in printed.Inputs)
        {
            var value = values[input.Variable].ToString("x", CultureInfo.InvariantCulture);
            inputs.Append(CultureInfo.InvariantCulture, $"    reg {VerilogTerms.Range(input.Width)}{input.Port} = {input.Width}'h{value};\n");
        }

        for (var i = 0; i < claim.Steps.Count; i++)
        {
            steps.Append(
                CultureInfo.InvariantCulture, $"        claim.{VerilogClaim.StepInstance(i)}.{StepBench.Task};\n");
        }

        for (var i = 0; i < claim.Equalities.Count; i++)
        {
            var (expected, actual) = VerilogClaim.Sides(i);
            var (field, form) = (claim.Equalities[i].Field.Replace("%", "%%", StringComparison.Ordinal), claim.Equalities[i].Expected.Width <= 6 ? "%0d" : "0x%h");
            fields.Append(CultureInfo.InvariantCulture, $"        if (claim.{expected} !== claim.{actual})\n");
            fields.Append(CultureInfo.InvariantCulture, $"            $display(\"{field}: must be {form}, is {form}\", claim.{expected}, claim.{actual});\n");
        }

        var wiring = printed.Inputs.Select(input => input.Port).Append(VerilogClaim.Assumed).Append(VerilogClaim.Broken)
            .Select(port => $"        .{port}({port})");
        return $"""
            // SPDX-License-Identifier: Apache-2.0
            // Generated by rtlgen. Do not edit.
            //
            // A counterexample, simulated: {Script} shows every field that is not as claimed, and writes {Top}.vcd.
            //
            module {Top};

            {inputs}    wire {VerilogClaim.Assumed};
                wire {VerilogClaim.Broken};

                {printed.Module} claim (
            {string.Join(",\n", wiring)}
                );

                initial begin
                    $dumpfile("{Top}.vcd");
                    $dumpvars(0, {Top});
                    #1;
            {steps}        #1;
                    if ({VerilogClaim.Assumed} !== 1'b1) $display("the assumptions do not hold");
            {fields}        $finish;
                end

            endmodule

            """;
    }

    private static void Write(IEnumerable<(string Name, string Text)> files, string folder)
    {
        var unfinished = $"{Path.TrimEndingDirectorySeparator(folder)}.{Guid.NewGuid():n}.tmp";
        var complete = files.ToList();
        Directory.CreateDirectory(unfinished);
        try
        {
            foreach (var (name, text) in complete)
            {
                File.WriteAllText(Path.Combine(unfinished, name), text);
            }

            if (File.Exists(Path.Combine(folder, $"{Top}.v")))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.Move(unfinished, folder);
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }
    }
}
