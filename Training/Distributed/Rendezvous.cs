// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.Training.Distributed;

/// <summary>Who a process is among those that train together, and where they meet.</summary>
/// <param name="Rank">This process, 0 to <paramref name="Size"/> − 1.</param>
/// <param name="Size">How many processes, 1 or more.</param>
/// <param name="Address">Where rank 0 listens.</param>
/// <param name="Port">At which port, 1 to 65535.</param>
/// <remarks>
/// The convention of <c>torchrun</c>: RANK, WORLD_SIZE, MASTER_ADDR, MASTER_PORT. <c>srun</c> and <c>mpirun</c> tell rank
/// and size under names of their own.
/// </remarks>
public sealed record Rendezvous(int Rank, int Size, string Address, int Port)
{
    private const string DefaultAddress = "127.0.0.1";
    private const int DefaultPort = 29500;
    private const int MostProcesses = 65536;

    private static readonly (string Rank, string Size)[] Names =
    [
        ("RANK", "WORLD_SIZE"),
        ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
        ("PMI_RANK", "PMI_SIZE"),
        ("SLURM_PROCID", "SLURM_NTASKS"),
    ];

    /// <summary>Reads the environment.</summary>
    /// <param name="variable">The value of a variable; null if it is not set.</param>
    /// <returns>Null if no launcher has set anything: one process alone.</returns>
    /// <exception cref="ProcessGroupException">A variable is missing or has no legal value.</exception>
    public static Rendezvous? Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        foreach (var (rankName, sizeName) in Names)
        {
            if (variable(rankName) is null && variable(sizeName) is null)
            {
                continue;
            }

            var size = Number(sizeName, 1, MostProcesses, null);
            var rank = Number(rankName, 0, size - 1, null);
            if (size == 1)
            {
                return null;
            }

            var address = variable("MASTER_ADDR") ?? DefaultAddress;
            return address.Length > 0
                ? new Rendezvous(rank, size, address, Number("MASTER_PORT", 1, ushort.MaxValue, DefaultPort))
                : throw new ProcessGroupException("MASTER_ADDR is empty, must be the host of rank 0");
        }

        return null;

        int Number(string name, int least, int most, int? otherwise)
        {
            var text = variable(name);
            if (text is null && otherwise is { } value)
            {
                return value;
            }

            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most
                ? number
                : throw new ProcessGroupException(
                    $"{name} is {(text is null ? "not set" : $"'{text}'")}, must be {least} to {most}");
        }
    }
}
