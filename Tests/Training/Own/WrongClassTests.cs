// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Rtlgen.CommandLine;
using Rtlgen.Tests.CommandLine;
using Rtlgen.Tests.GoldenModel.Files;
using Rtlgen.Tests.Support;
using Xunit;

namespace Rtlgen.Tests.Training.Own;

/// <summary>Users' classes that do not fit: one line that says what would, and nothing half-written.</summary>
[Collection(nameof(DefaultGenerator))]
public sealed class WrongClassTests : IDisposable
{
    // The tests' own assembly is loaded a second time, as a user's.
    private static readonly string Mine = typeof(WrongClassTests).Assembly.Location;

    private readonly TemporaryFolder _folder = new();
    private readonly string _mnist;

    public WrongClassTests() => _mnist = TinyData.WriteMnist(_folder, "mnist", 128, 32);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Missing", "has no class 'Missing'; it has: ")]
    [InlineData("", "--model must name a class of it, FILE.dll:CLASS; it has: ")]
    [InlineData("FaultyData", "is no network, must derive from Rtlgen.Training.Models.Network; it has: Rtlgen.Tests.")]
    [InlineData("AbstractNetwork", "is abstract or generic, must be neither")]
    [InlineData("HiddenNetwork", "has 0 public constructors, must have one")]
    [InlineData(
        "OddNetwork",
        "parameter 'text' of its constructor is TextWriter, must be a StashSet, a DataSet, or a setting: ")]
    [InlineData("FaultyNetwork,fault=Constructor", "its constructor throws InvalidOperationException: no luck\n")]
    [InlineData("FaultyNetwork,fault=Forward", "forward throws InvalidOperationException: no way\n")]
    [InlineData("FaultyNetwork,fault=NoSite", "has no stash site, must have layers that make some")]
    [InlineData("FaultyNetwork,fault=OtherStash", "Stash must be the one that its constructor is given")]
    [InlineData(
        "FaultyNetwork,fault=classes",
        "forward gives Float32 [2, 7] for an input of [2, 1, 28, 28], must be Float32 [2, 10]: ")]
    [InlineData(
        "FaultyNetwork,fault=Unregistered",
        "1 of 3 stash sites are in layers that it has not, each layer must be registered with Add")]
    [InlineData("FaultyNetwork,fault=Twice", "forward passes stash site 'relu.out' 2 times, must be once")]
    [InlineData("FaultyNetwork,fault=Unpassed", "forward passes stash site 'relu.out' 0 times, must be once")]
    [InlineData("FaultyNetwork,fault=SameName", "has 2 stash sites 'double.out', each must have its own name")]
    [InlineData(
        "FaultyNetwork,fault=Strided",
        "tensor 'relu.out' is Float32 with strides [1, 10], must be Float32 and contiguous")]
    public void A_network_that_does_not_fit_is_refused_with_what_would(string type, string expected) =>
        Fails(ExitCode.Input, expected, "--model", $"{Mine}:{type}");

    [Theory]
    [InlineData("FaultyNetwork,depth=2", "has no setting 'depth', must be one of fault, width")]
    [InlineData("FaultyNetwork,width=x", "width of Rtlgen.Tests.Training.Own.FaultyNetwork is 'x', must be an integer")]
    [InlineData("FaultyNetwork,fault=Bad", "is 'Bad', must be one of None, Constructor, ")]
    [InlineData("FaultyNetwork,width", "must have the form FILE.dll:CLASS,SETTING=VALUE,...")]
    public void A_wrong_setting_is_a_wrong_command_line(string type, string expected) =>
        Fails(ExitCode.Usage, expected, "--model", $"{Mine}:{type}");

    [Theory]
    [InlineData("Missing", "has no class 'Missing'; it has: Rtlgen.Tests.Training.Own.FaultyMethod\n")]
    [InlineData("FaultyNetwork", "is no length method, must implement Rtlgen.Training.Methods.ILengthMethod")]
    [InlineData("FaultyMethod,fault=length", "BeginStep leaves Mantissa of 'fc1.weight' at 24, must be 0 to 23")]
    [InlineData("FaultyMethod,fault=end", "EndStep throws NotSupportedException: not yet\n")]
    public void A_method_that_does_not_fit_is_refused(string type, string expected) =>
        Refused(ExitCode.Input, expected, "--model", "mlp", "--method", $"{Mine}:{type}");

    [Theory]
    [InlineData("FaultyData,fault=shape", "InputShape must have one or more lengths above 0")]
    [InlineData("FaultyData,fault=empty", "TrainCount is 0, must be above 0")]
    [InlineData("FaultyData,fault=inputs", "Batch gives inputs of Float32 [2, 5], must be Float32 [2, 6]")]
    [InlineData("FaultyData,fault=targets", "Batch gives targets of 3 to 3, must be 0 to 2")]
    public void A_data_set_that_does_not_fit_is_refused(string type, string expected) => Fails(
        ExitCode.Input, expected, "--model", $"{Mine}:FaultyNetwork", "--data", $"{Mine}:{type}", "--batch", "16");

    [Fact]
    public void A_data_set_without_pictures_goes_with_networks_that_take_it()
    {
        string[] data = ["--data", $"{Mine}:FaultyData", "--batch", "16"];
        Fails(
            ExitCode.Usage, "resnet8 needs pictures of channels, rows and columns, ", ["--model", "resnet8", .. data]);
        CommandRun.Succeeds([.. Arguments("run"), "--model", "mlp", "--epochs", "1", .. data]);
    }

    [Fact]
    public void What_throws_only_in_a_step_is_named_too() => Refused(
        ExitCode.Input, "FaultyNetwork: forward throws InvalidOperationException: no way\n", "--model",
        $"{Mine}:FaultyNetwork,fault=TrainingOnly");

    [Fact]
    public void A_native_library_that_is_missing_is_named() => Fails(
        ExitCode.MissingTool, "Unable to load shared library 'no_such_library_of_ours' or one of its dependencies; it "
        + "must lie beside the assembly\n", "--model", $"{Mine}:FaultyNetwork,fault=Library");

    [Fact]
    public void A_file_that_is_no_assembly_for_this_program_is_refused()
    {
        Fails(ExitCode.Input, "none.dll: there is no such file", "--model", _folder["none.dll:Net"]);
        Refuses("text.dll", "is no .NET assembly", "no assembly at all"u8.ToArray());
        Refuses("native.dll", "is no .NET assembly", File.ReadAllBytes(Mine)[..512]);
        Refuses(
            "newer.dll", "is built for .NET 99, must be built for net10.0, on which rtlgen runs",
            Referring("System.Runtime", new Version(99, 0, 0, 0)));
        Refuses(
            "torch.dll", "is built with TorchSharp 9.8.7, must be built with ",
            Referring("TorchSharp", new Version(9, 8, 7, 0)));
        Refuses(
            "empty.dll", "has no class 'Net'; it has no network\n",
            Referring("System.Runtime", new Version(8, 0, 0, 0)));

        void Refuses(string name, string expected, byte[] content) =>
            Fails(ExitCode.Input, expected, "--model", $"{_folder.Write(name, content)}:Net");
    }

    [Fact]
    public void A_state_that_is_not_read_whole_is_refused()
    {
        string[] options = ["--model", "mlp", "--method", $"{Mine}:FaultyMethod,fault=state"];
        CommandRun.Succeeds([.. Arguments("run"), .. Data(options), "--max-steps", "1"]);
        Refused(
            ExitCode.Input, "Load has read 4 of the 8 bytes that Save wrote, must read all\n",
            [.. options, "--resume"]);
    }

    private static byte[] Referring(string name, Version version)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(
            0, metadata.GetOrAddString("a.dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(
            metadata.GetOrAddString($"Refers{name}"), new Version(1, 0), default, default, 0,
            AssemblyHashAlgorithm.None);
        metadata.AddAssemblyReference(metadata.GetOrAddString(name), version, default, default, 0, default);
        metadata.AddTypeDefinition(
            TypeAttributes.NotPublic, default, metadata.GetOrAddString("<Module>"), default,
            MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var file = new BlobBuilder();
        var header = PEHeaderBuilder.CreateLibraryHeader();
        new ManagedPEBuilder(header, new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(file);
        return file.ToArray();
    }

    // Refused before the run begins: its folder is not there afterwards.
    private void Fails(ExitCode code, string expected, params string[] options)
    {
        CommandRun.Fails(code, expected, [.. Arguments("a/run"), .. Data(options)]);
        Assert.False(Directory.Exists(_folder["a"]));
    }

    private void Refused(ExitCode code, string expected, params string[] options) =>
        CommandRun.Fails(code, expected, [.. Arguments("run"), .. Data(options)]);

    private string[] Data(string[] options) => options.Contains("--data")
        ? options
        : [.. options, "--data", "mnist", "--data-path", _mnist, "--batch", "64"];

    private string[] Arguments(string name) =>
        ["train", "--out", _folder[name], "--threads", "1", "--no-pictures"];
}
