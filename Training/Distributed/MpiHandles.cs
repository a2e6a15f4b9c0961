// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Rtlgen.Training.Distributed;

/// <summary>What mpi.h names in a family of libraries: addresses of objects, or fixed numbers.</summary>
/// <remarks>Open MPI 4.1 and 5, <c>mpi.h</c>; MPICH's ABI since 3.1, <c>mpi.h</c>. A number of 32 bits is passed in a
/// register of 64, which calls of C allow on the platforms of .NET.</remarks>
internal sealed record MpiHandles
{
    /// <summary>MPI_COMM_WORLD.</summary>
    public required nint World { get; init; }

    /// <summary>MPI_FLOAT.</summary>
    public required nint Float { get; init; }

    /// <summary>MPI_DOUBLE.</summary>
    public required nint Double { get; init; }

    /// <summary>MPI_BYTE.</summary>
    public required nint Byte { get; init; }

    /// <summary>MPI_SUM.</summary>
    public required nint Sum { get; init; }

    /// <summary>MPI_MAX.</summary>
    public required nint Max { get; init; }

    /// <summary>MPI_ERRORS_RETURN.</summary>
    public required nint ErrorsReturn { get; init; }

    /// <summary>MPI_IN_PLACE.</summary>
    public required nint InPlace { get; init; }

    /// <summary>MPI_STATUS_IGNORE.</summary>
    public required nint IgnoredStatus { get; init; }

    /// <summary>Those of a library.</summary>
    /// <param name="family">Its family.</param>
    /// <param name="library">Its handle.</param>
    public static MpiHandles Of(MpiFamily family, nint library) => family == MpiFamily.Mpich
        ? new MpiHandles
        {
            World = 0x44000000,
            Float = 0x4c00040a,
            Double = 0x4c00080b,
            Byte = 0x4c00010d,
            Sum = 0x58000003,
            Max = 0x58000001,
            ErrorsReturn = 0x54000001,
            InPlace = -1,
            IgnoredStatus = 1,
        }
        : new MpiHandles
        {
            World = NativeLibrary.GetExport(library, "ompi_mpi_comm_world"),
            Float = NativeLibrary.GetExport(library, "ompi_mpi_float"),
            Double = NativeLibrary.GetExport(library, "ompi_mpi_double"),
            Byte = NativeLibrary.GetExport(library, "ompi_mpi_byte"),
            Sum = NativeLibrary.GetExport(library, "ompi_mpi_op_sum"),
            Max = NativeLibrary.GetExport(library, "ompi_mpi_op_max"),
            ErrorsReturn = NativeLibrary.GetExport(library, "ompi_mpi_errors_return"),
            InPlace = 1,
            IgnoredStatus = 0,
        };
}
