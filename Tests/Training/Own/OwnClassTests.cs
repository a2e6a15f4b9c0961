// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Own;
using Xunit;

namespace Rtlgen.Tests.Training.Own;

/// <summary>Names of users' classes on a command line.</summary>
public sealed class OwnClassTests
{
    [Theory]
    [InlineData("a/My.dll:Net", "a/My.dll", "Net", "Net", "Net,My")]
    [InlineData("My.dll:A.B.Net,width=8,b=true", "My.dll", "A.B.Net", "Net,width=8,b=true", "A.B.Net,My,width=8,b=true")]
    [InlineData("C:\\my nets\\My.DLL:A+Net", "C:\\my nets\\My.DLL", "A+Net", "Net", null)]
    [InlineData("a.dll:b/My Nets.dll:Net,s==,", "a.dll:b/My Nets.dll", "Net", null, null)]
    [InlineData("My.dll", "My.dll", "", "", ",My")]
    public void A_name_is_taken_apart(string name, string file, string type, string? label, string? identity)
    {
        if (name.EndsWith(','))
        {
            Assert.Throws<ArgumentException>(() => OwnClass.Parse(name));
            name = name[..^1];
        }

        var own = OwnClass.Parse(name);
        Assert.Equal((file, type), (own.File, own.Name));
        Assert.Equal(label ?? own.Label, own.Label);
        Assert.Equal(identity ?? own.Identity, own.Identity);
        Assert.DoesNotContain(' ', own.Identity);
        Assert.Equal(own.Identity, OwnClass.IdentityOf(own.ToString()));
    }

    [Theory]
    [InlineData("resnet8")]
    [InlineData("qm+qe")]
    [InlineData("")]
    public void A_name_of_rtlgen_s_own_stays_as_it_is(string name)
    {
        Assert.False(OwnClass.Is(name));
        Assert.Equal((name, name), (OwnClass.LabelOf(name), OwnClass.IdentityOf(name)));
        Assert.Throws<ArgumentException>(() => OwnClass.Parse(name));
    }

    [Fact]
    public void The_identity_is_the_same_wherever_the_file_lies() =>
        Assert.Equal(OwnClass.IdentityOf("a/My.dll:N.Net,w=1"), OwnClass.IdentityOf("/b/c/My.dll:N.Net,w=1"));
}
