// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Verification.Tools;

public sealed class BoundedToolTests
{
    private static readonly ToolBounds Enough = new(TimeSpan.FromMinutes(1), 1024, CancellationToken.None);

    [Fact]
    public void A_tool_that_ends_in_time_says_what_it_did()
    {
        var result = Tool.Shell.RunWithin("/", Enough, "-c", "echo out; echo error >&2; exit 3");
        Assert.Equal(new ToolResult(3, "out\nerror"), result);
    }

    [Fact]
    public void A_tool_whose_time_is_up_is_ended_with_all_that_it_started()
    {
        var clock = Stopwatch.StartNew();
        Assert.Null(
            Tool.Shell.RunWithin("/", Enough with { Time = TimeSpan.FromMilliseconds(200) }, "-c", "sleep 60 & wait"));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_tool_is_ended_where_its_user_interrupts()
    {
        using var interruption = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.ThrowsAny<OperationCanceledException>(
            () => Tool.Shell.RunWithin("/", Enough with { Cancellation = interruption.Token }, "-c", "sleep 60"));
    }

    [Fact]
    public void A_tool_gets_no_more_memory_than_it_may()
    {
        var result = Tool.Yosys.RunWithin("/", Enough with { Memory = 1 }, "-V");
        Assert.NotEqual(0, result!.ExitCode);
    }

    [Fact]
    public void A_missing_tool_is_told_by_its_package()
    {
        var exception =
            Assert.Throws<ToolMissingException>(() => new Tool("no-such-tool", "its-package").RunWithin("/", Enough));
        Assert.Equal("no-such-tool is not installed: install the Debian package its-package", exception.Message);
    }
}
