// SPDX-License-Identifier: Apache-2.0

using Microsoft.Z3;
using Rtlgen.Verification.Proofs.Netlist;
using Rtlgen.Verification.Proofs.Symbolic;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Verification.Proofs.Netlist;

public sealed class SymbolicModuleTests : IDisposable
{
    private readonly FolderCache _cache = new(Directory.CreateTempSubdirectory("rtlgen").FullName);
    private readonly SmtScope _scope = new();

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(_cache.Root, recursive: true);
    }

    [Fact]
    public void Outputs_are_functions_of_the_inputs_at_any_width()
    {
        var module = SymbolicModule.Load(Fixtures.Adder, _cache);
        var (left, right) = (SmtTerm.Variable("left", 100), SmtTerm.Variable("right", 100));
        var (narrow, bit) = (SmtTerm.Variable("narrow", 40), SmtTerm.Variable("bit", 1));
        var outputs = module.Apply(("left_i", left), ("right_i", right), ("narrow_i", narrow), ("bit_i", bit));
        Assert.True(IsAlways(outputs["sum_o"], left.Resize(101) + right.Resize(101)));
        Assert.True(IsAlways(outputs["narrow_o"], ~narrow));
        Assert.True(IsAlways(outputs["bit_o"], ~bit));
        Assert.False(IsAlways(outputs["sum_o"], left.Resize(101) - right.Resize(101)));
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused()
    {
        var module = SymbolicModule.Load(Fixtures.Adder, _cache);
        Assert.Throws<ArgumentException>(() => module.Apply(("left_i", SmtTerm.Constant(100, 0))));
        Assert.Throws<ArgumentException>(() => module.Apply(("bit_i", SmtTerm.Constant(2, 0))));
        Assert.Throws<ArgumentException>(() => module.Apply(("sum_o", SmtTerm.Constant(101, 0))));
    }

    [Fact]
    public void A_module_with_state_is_refused()
    {
        var exception = Assert.Throws<NetlistException>(() => SymbolicModule.Load(Fixtures.Counter, _cache));
        Assert.Equal("fixture_counter: holds state, must be combinational", exception.Message);
    }

    [Fact]
    public void A_net_that_nothing_drives_is_refused()
    {
        var broken = Fixtures.Break(
            Fixtures.Adder, "assign narrow_o = ~narrow_i;", "wire [39:0] ghost; assign narrow_o = ghost & narrow_i;");
        var exception = Assert.ThrowsAny<Exception>(() => SymbolicModule.Load(broken, _cache));
        Assert.True(exception is NetlistException or ToolFailedException, exception.ToString());
    }

    [Fact]
    public void A_port_that_is_not_declared_so_is_refused()
    {
        var other = Fixtures.Adder with { Ports = [.. Fixtures.Adder.Ports.Where(port => port.Name != "bit_i")] };
        Assert.Throws<NetlistException>(() => SymbolicModule.Load(other, _cache));
    }

    [Fact]
    public void Text_that_Yosys_cannot_read_is_refused_with_its_words()
    {
        var broken = Fixtures.Break(Fixtures.Adder, "endmodule", "endmodul");
        var exception = Assert.Throws<ToolFailedException>(() => SymbolicModule.Load(broken, _cache));
        Assert.Contains("syntax error", exception.Message, StringComparison.Ordinal);
    }

    private bool IsAlways(SmtTerm left, SmtTerm right)
    {
        using var solver = _scope.Context.MkSolver("QF_BV");
        solver.Assert(_scope.Context.MkNot(_scope.Context.MkEq(left.Expression, right.Expression)));
        return solver.Check() == Status.UNSATISFIABLE;
    }
}
