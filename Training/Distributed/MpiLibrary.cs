// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Training.Distributed;

/// <summary>The functions of an MPI library that training calls, found by name when a launcher has started the run.
/// </summary>
/// <remarks>MPI: A Message-Passing Interface Standard, version 3.1: 5.12 (nonblocking collectives), 8.7 (start and
/// end), 3.7 (completion). No compiler is needed: what mpi.h adds are the numbers in <see cref="MpiHandles"/>.
/// </remarks>
internal sealed unsafe partial class MpiLibrary
{
    private const int Now = 2;
    private const int Global = 0x100;

    private static readonly Dictionary<MpiFamily, (string[] Files, string Package)> Known = new()
    {
        [MpiFamily.OpenMpi] = (["libmpi.so.40"], "libopenmpi3"),
        [MpiFamily.Mpich] = (["libmpich.so.12", "libmpi.so.12"], "libmpich12"),
    };

    private readonly nint _library;

    private MpiLibrary(nint library, MpiFamily family)
    {
        _library = library;
        Handles = MpiHandles.Of(family, library);
        InitThread = (delegate* unmanaged<nint, nint, int, int*, int>)Find("MPI_Init_thread");
        Rank = (delegate* unmanaged<nint, int*, int>)Find("MPI_Comm_rank");
        Size = (delegate* unmanaged<nint, int*, int>)Find("MPI_Comm_size");
        SetErrors = (delegate* unmanaged<nint, nint, int>)Find("MPI_Comm_set_errhandler");
        AllReduce = (delegate* unmanaged<nint, void*, int, nint, nint, nint, nint*, int>)Find("MPI_Iallreduce");
        Broadcast = (delegate* unmanaged<void*, int, nint, int, nint, nint*, int>)Find("MPI_Ibcast");
        Barrier = (delegate* unmanaged<nint, nint*, int>)Find("MPI_Ibarrier");
        Test = (delegate* unmanaged<nint*, int*, nint, int>)Find("MPI_Test");
        ErrorText = (delegate* unmanaged<int, byte*, int*, int>)Find("MPI_Error_string");
        End = (delegate* unmanaged<int>)Find("MPI_Finalize");
        Abort = (delegate* unmanaged<nint, int, int>)Find("MPI_Abort");
    }

    /// <summary>The library's constants.</summary>
    public MpiHandles Handles { get; }

    /// <summary>MPI_Init_thread(argc, argv, required, provided).</summary>
    public delegate* unmanaged<nint, nint, int, int*, int> InitThread { get; }

    /// <summary>MPI_Comm_rank(comm, rank).</summary>
    public delegate* unmanaged<nint, int*, int> Rank { get; }

    /// <summary>MPI_Comm_size(comm, size).</summary>
    public delegate* unmanaged<nint, int*, int> Size { get; }

    /// <summary>MPI_Comm_set_errhandler(comm, handler).</summary>
    public delegate* unmanaged<nint, nint, int> SetErrors { get; }

    /// <summary>MPI_Iallreduce(send, receive, count, type, operation, comm, request).</summary>
    public delegate* unmanaged<nint, void*, int, nint, nint, nint, nint*, int> AllReduce { get; }

    /// <summary>MPI_Ibcast(buffer, count, type, root, comm, request).</summary>
    public delegate* unmanaged<void*, int, nint, int, nint, nint*, int> Broadcast { get; }

    /// <summary>MPI_Ibarrier(comm, request).</summary>
    public delegate* unmanaged<nint, nint*, int> Barrier { get; }

    /// <summary>MPI_Test(request, done, status).</summary>
    public delegate* unmanaged<nint*, int*, nint, int> Test { get; }

    /// <summary>MPI_Error_string(code, text, length).</summary>
    public delegate* unmanaged<int, byte*, int*, int> ErrorText { get; }

    /// <summary>MPI_Finalize().</summary>
    public delegate* unmanaged<int> End { get; }

    /// <summary>MPI_Abort(comm, code).</summary>
    public delegate* unmanaged<nint, int, int> Abort { get; }

    /// <summary>Loads the system's library.</summary>
    /// <param name="family">Which.</param>
    /// <exception cref="DllNotFoundException">It is not installed.</exception>
    /// <exception cref="ProcessGroupException">It lacks a function.</exception>
    public static MpiLibrary Load(MpiFamily family)
    {
        var (files, package) = Known[family];
        foreach (var file in files)
        {
            // Open MPI's plugins look for its functions among those that all libraries see.
            var library = Open(file, Now | Global);
            if (library != 0)
            {
                return new MpiLibrary(library, family);
            }
        }

        throw new DllNotFoundException(
            $"{files[0]} is not installed, which the launcher's processes speak by; on Debian: apt-get install {package}");
    }

    private nint Find(string name) => NativeLibrary.TryGetExport(_library, name, out var function)
        ? function
        : throw new ProcessGroupException($"the MPI library lacks {name}, must be of MPI 3 or later");

    [LibraryImport("libc.so.6", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string file, int flags);
}
