// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Generator.Config;
using Rtlgen.Generator.Emission;
using Rtlgen.Synthesis;
using Rtlgen.Synthesis.Source;
using Xunit;

namespace Rtlgen.Tests.Synthesis;

public sealed class SourceHierarchyTests
{
    private static readonly Design Design = new DesignEmitter().Emit(new HardwareConfig());

    private static readonly SourceHierarchy Encoder = new(Design, Design.Encoder);

    [Theory]
    [InlineData("coded_mantissa[1]", "u_gecko.code_mantissa[1]", "gecko_encode", "code")]
    [InlineData("u_data_packer.out_data_o[3]", "u_data_packer.out_data_q[3]", "data_packer", "out")]
    [InlineData("coded_fields[0]", "u_gecko.g_distance[2].reference_q[0]", "gecko_encode", "reference")]
    [InlineData("anything", "u_gecko.u_buffer.rows[3][7]", "group_buffer", "rows")]
    public void Among_a_nets_names_the_register_is_found(string alias, string name, string module, string stage) =>
        Assert.Equal(new SourceSignal(name, module, stage), Encoder.Find([alias, name]));

    [Fact]
    public void A_net_that_is_no_register_is_a_port_or_nothing()
    {
        Assert.Equal("port", Encoder.Find(["u_gecko.row_peak[0]", "s_axis_values_tready"])!.Stage);
        Assert.Null(Encoder.Find(["u_gecko.row_peak[0]", "u_nobody.field_q", "n12"]));
    }

    [Theory]
    [InlineData("encoder", 10, 32.0)]
    [InlineData("data_packer", 4, 32.0)]
    [InlineData("gecko_field", 0, null)]
    public void Latency_and_width_are_those_of_the_modules_header(string kind, int latency, double? bytes)
    {
        var subject = SynthesisSubject.Of(Design, Design.Modules.Single(one => one.Name == Design.Config.ModuleName(kind)));
        Assert.Equal((kind, latency, bytes), (subject.Kind, subject.LatencyClocks, subject.BytesPerClock));
    }

    [Fact]
    public void Every_module_of_every_kind_has_a_latency() => Assert.All(
        Design.Modules, module => Assert.True(SynthesisSubject.Of(Design, module).LatencyClocks >= 0));
}
