// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;

namespace Rtlgen.Training.Native;

/// <summary>Makes one symbol version that a shared library needs of another library a weak need, in a copy.</summary>
/// <remarks>
/// A loader refuses a library if a library it needs lacks a version in its table of needed versions, even if nothing
/// uses a symbol of that version; a weak need it passes over. Layout: System V ABI, ELF-64, and symbol versioning of
/// the Linux Standard Base Core 5.0, section 10.7.
/// </remarks>
internal static class WeakVersion
{
    private const int HeaderBytes = 64;
    private const int SectionBytes = 64;
    private const int SymbolVersionBytes = 2;
    private const int RelocationBytes = 24;
    private const ushort SharedLibrary = 3;
    private const uint Relocations = 4;
    private const uint NeededVersions = 0x6ffffffe;
    private const uint SymbolVersions = 0x6fffffff;
    private const ushort Weak = 2;
    private const ushort IndexMask = 0x7fff;

    /// <summary>A copy of a library in which the need of one version is weak.</summary>
    /// <param name="library">The whole file: a shared library, ELF of 64 bits, little-endian.</param>
    /// <param name="provider">The library that lacks the version, such as <c>libstdc++.so.6</c>.</param>
    /// <param name="version">The version, such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>The copy; it differs from <paramref name="library"/> in one bit.</returns>
    /// <exception cref="InvalidDataException">It is no such file, does not need that version exactly once and
    /// strongly, or a relocation uses a symbol of that version. The message is one line.</exception>
    internal static byte[] Make(ReadOnlySpan<byte> library, string provider, string version)
    {
        var copy = library.ToArray();
        try
        {
            var sections = ReadSections(copy);
            var (flags, index) = FindNeed(copy, sections, provider, version);
            RequireUnused(copy, sections, index, version);
            BinaryPrimitives.WriteUInt16LittleEndian(copy.AsSpan(flags), Weak);
            return copy;
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("its tables reach past its end", exception);
        }
    }

    private static List<Section> ReadSections(ReadOnlySpan<byte> elf)
    {
        // Magic number, 64 bits, little-endian.
        ReadOnlySpan<byte> identity = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1];
        if (elf.Length < HeaderBytes || !elf.StartsWith(identity) || Half(elf, 16) != SharedLibrary)
        {
            throw new InvalidDataException("it is no shared library of 64 bits");
        }

        if (Half(elf, 58) != SectionBytes)
        {
            throw new InvalidDataException($"its section headers have {Half(elf, 58)} bytes, must be {SectionBytes}");
        }

        var sections = new List<Section>();
        var start = Offset(elf, 40);
        for (var i = 0; i < Half(elf, 60); i++)
        {
            var header = elf.Slice(start + (i * SectionBytes), SectionBytes);
            sections.Add(new Section(Word(header, 4), Offset(header, 24), Offset(header, 32), Word(header, 40)));
        }

        return sections;
    }

    private static (int Flags, ushort Index) FindNeed(
        ReadOnlySpan<byte> elf, List<Section> sections, string provider, string version)
    {
        var found = new List<(int Flags, ushort Index)>();
        foreach (var section in sections.Where(section => section.Type == NeededVersions))
        {
            var strings = sections[(int)section.Link].Offset;
            for (int file = section.Offset, next = -1; next != 0; file += next)
            {
                next = (int)Word(elf, file + 12);
                if (Text(elf, strings, Word(elf, file + 4)) != provider)
                {
                    continue;
                }

                for (int need = file + (int)Word(elf, file + 8), step = -1; step != 0; need += step)
                {
                    step = (int)Word(elf, need + 12);
                    if (Text(elf, strings, Word(elf, need + 8)) == version)
                    {
                        found.Add((need + 4, Half(elf, need + 6)));
                    }
                }
            }
        }

        return found switch
        {
            [var (flags, index)] when Half(elf, flags) == 0 => (flags, index),
            [_] => throw new InvalidDataException($"its need of {version} has flags already"),
            _ => throw new InvalidDataException($"it needs {version} of {provider} {found.Count} times, must be once"),
        };
    }

    // A symbol that nothing refers to may be absent.
    private static void RequireUnused(ReadOnlySpan<byte> elf, List<Section> sections, ushort index, string version)
    {
        var versions = sections.Single(section => section.Type == SymbolVersions).Offset;
        foreach (var section in sections.Where(section => section.Type == Relocations))
        {
            for (var at = section.Offset; at < section.Offset + section.Size; at += RelocationBytes)
            {
                var symbol = (int)Word(elf, at + 12);
                if (symbol != 0 && (Half(elf, versions + (symbol * SymbolVersionBytes)) & IndexMask) == index)
                {
                    throw new InvalidDataException($"it uses a symbol of {version}");
                }
            }
        }
    }

    private static ushort Half(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static int Offset(ReadOnlySpan<byte> bytes, int at) =>
        checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));

    private static string Text(ReadOnlySpan<byte> elf, int strings, uint at)
    {
        var text = elf[(strings + (int)at)..];
        return Encoding.ASCII.GetString(text[..Math.Max(text.IndexOf((byte)0), 0)]);
    }

    private readonly record struct Section(uint Type, int Offset, int Size, uint Link);
}
