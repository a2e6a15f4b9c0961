// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Runtime.InteropServices;
using Rtlgen.Generator.Software;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;
using Rtlgen.Verification.Tools;
using Xunit;

namespace Rtlgen.Tests.Generator.Software;

/// <summary>The generated header, compiled: as a library in this process, and as programs that run cases.</summary>
public sealed unsafe class BuiltCodec : IDisposable
{
    /// <summary>What the header must compile under without a word.</summary>
    public static readonly IReadOnlyList<string> Strict =
        ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rtlgen-codec-");
    private readonly nint _library;

    public BuiltCodec()
    {
        CodecFolder.Write(Folder);
        File.WriteAllText(
            Path.Combine(Folder, "library.c"), "#define SFP_CODEC_IMPLEMENTATION\n#include \"sfp_codec.h\"\n");
        Gcc.Require(Folder, ["-std=c99", "-O2", .. Strict, "-shared", "-fPIC", "library.c", "-o", "libsfp.so"]);
        _library = NativeLibrary.Load(Path.Combine(Folder, "libsfp.so"));
    }

    /// <summary>The system's C compiler.</summary>
    internal static Tool Gcc { get; } = new("gcc", "gcc");

    /// <summary>The other one.</summary>
    internal static Tool Clang { get; } = new("clang", "clang");

    /// <summary>Folder with the emitted files.</summary>
    internal string Folder => _folder.FullName;

    public void Dispose()
    {
        NativeLibrary.Free(_library);
        _folder.Delete(recursive: true);
    }

    /// <summary>Compiles check_cases.c and runs cases through it.</summary>
    /// <param name="compiler">The compiler.</param>
    /// <param name="flags">Its flags beside the strict ones.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="header">Text of a header that takes the emitted one's place.</param>
    internal void Run(
        Tool compiler, IEnumerable<string> flags, IReadOnlyCollection<CodecCase> cases, string? header = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, $"{Guid.NewGuid():N}")).FullName;
        File.WriteAllText(
            Path.Combine(folder, "sfp_codec.h"), header ?? File.ReadAllText(Path.Combine(Folder, "sfp_codec.h")));
        var source = Repository.Path("Tests", "Generator", "Software", "check_cases.c");
        compiler.Require(folder, ["-std=c99", .. Strict, .. flags, "-I.", source, "-o", "check"]);
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(folder, "check"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(CodecCase.Write(cases));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It stopped at the first case that fails; its output says which.
        }

        process.WaitForExit();
        Assert.Equal(($"{cases.Count} cases agree\n", "", 0), (output.Result, error.Result, process.ExitCode));
    }

    /// <summary>Encodes; the streams are null unless the status is 0.</summary>
    internal (uint Status, byte[]? Data, byte[]? Metadata, Losses Losses) Encode(Descriptor descriptor, uint[] values)
    {
        var native = NativeDescriptor.Of(descriptor);
        var from = CodecCase.Bytes(values, descriptor.Container.Bits);
        var data = new byte[((delegate* unmanaged<NativeDescriptor*, ulong>)Find("sfp_max_data_size"))(&native)];
        var metadata = new byte[((delegate* unmanaged<NativeDescriptor*, ulong>)Find("sfp_meta_size"))(&native)];
        var encode = (delegate* unmanaged<NativeDescriptor*, void*, nuint, void*, nuint, nuint*, void*, nuint, nuint*, uint*, uint>)
            Find("sfp_encode");
        nuint dataSize, metadataSize;
        uint losses;
        fixed (byte* fromBytes = from, dataBytes = data, metadataBytes = metadata)
        {
            var status = encode(
                &native, fromBytes, (nuint)values.Length, dataBytes, (nuint)data.Length, &dataSize,
                metadataBytes, (nuint)metadata.Length, &metadataSize, &losses);
            return status == 0
                ? (0, data[..(int)dataSize], metadata[..(int)metadataSize], (Losses)losses)
                : (status, null, null, (Losses)losses);
        }
    }

    /// <summary>Decodes; the values are null unless the status is 0.</summary>
    internal (uint Status, uint[]? Values) Decode(Descriptor descriptor, byte[] data, byte[] metadata)
    {
        var native = NativeDescriptor.Of(descriptor);
        var count = (int)Math.Clamp(descriptor.Count, 0, 100_000);
        var values = new byte[count * descriptor.Container.Bytes];
        var decode =
            (delegate* unmanaged<NativeDescriptor*, void*, nuint, void*, nuint, void*, nuint, uint>)Find("sfp_decode");
        fixed (byte* dataBytes = data, metadataBytes = metadata, valueBytes = values)
        {
            var status = decode(
                &native, dataBytes, (nuint)data.Length, metadataBytes, (nuint)metadata.Length, valueBytes, (nuint)count);
            return (status, status == 0 ? WordBytes.Read(values, descriptor.Container.Bits) : null);
        }
    }

    /// <summary>What <c>sfp_check_descriptor</c> says.</summary>
    internal string Check(NativeDescriptor native)
    {
        var status = ((delegate* unmanaged<NativeDescriptor*, uint>)Find("sfp_check_descriptor"))(&native);
        return CodecStatus.All[(int)status].Name;
    }

    /// <summary>What <c>sfp_lossless</c> returns.</summary>
    internal NativeDescriptor Lossless(uint container, uint coder, ulong count) =>
        ((delegate* unmanaged<uint, uint, ulong, NativeDescriptor>)Find("sfp_lossless"))(container, coder, count);

    /// <summary>What <c>sfp_status_text</c> returns.</summary>
    internal string Text(int status) =>
        Marshal.PtrToStringUTF8(((delegate* unmanaged<int, nint>)Find("sfp_status_text"))(status))!;

    /// <summary>What <c>sfp_auto_low</c> and <c>sfp_auto_sign</c> return.</summary>
    internal (uint Low, uint Sign) Auto(Descriptor descriptor, uint[] values)
    {
        var native = NativeDescriptor.Of(descriptor);
        fixed (byte* from = CodecCase.Bytes(values, descriptor.Container.Bits))
        {
            var low = (delegate* unmanaged<NativeDescriptor*, void*, nuint, uint>)Find("sfp_auto_low");
            var sign = (delegate* unmanaged<NativeDescriptor*, void*, nuint, uint>)Find("sfp_auto_sign");
            return (low(&native, from, (nuint)values.Length), sign(&native, from, (nuint)values.Length));
        }
    }

    private nint Find(string name) => NativeLibrary.GetExport(_library, name);
}
