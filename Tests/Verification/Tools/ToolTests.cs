// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Verification.Tools;

public sealed class ToolTests
{
    [Fact]
    public void A_missing_program_is_one_line_that_names_its_package()
    {
        var tool = new Tool("rtlgen-no-such-program", "no-such-package");
        var fault = Assert.Throws<ToolMissingException>(() => tool.Run("."));
        Assert.Equal(
            "rtlgen-no-such-program is not installed: install the Debian package no-such-package", fault.Message);
    }

    [Fact]
    public void A_failure_quotes_the_output()
    {
        var fault = Assert.Throws<ToolFailedException>(() => Tool.Verilator.Require(".", "--no-such-option"));
        Assert.StartsWith("verilator --no-such-option: exit code 1\n", fault.Message, StringComparison.Ordinal);
        Assert.Contains("%Error: Invalid option", fault.Message, StringComparison.Ordinal);
    }
}
