// SPDX-License-Identifier: Apache-2.0

using System.Globalization;

namespace Rtlgen.Training.Distributed;

/// <summary>The two families of MPI libraries; a launcher starts processes of one of them.</summary>
public enum MpiFamily
{
    /// <summary>Open MPI: <c>mpirun</c>, or <c>srun --mpi=pmix</c>.</summary>
    OpenMpi,

    /// <summary>MPICH and what has its ABI: <c>mpiexec</c> (Hydra), or <c>srun --mpi=pmi2</c>.</summary>
    Mpich,
}

/// <summary>What a launcher says of the processes that it has started.</summary>
/// <param name="Rank">This process, 0 to <paramref name="Size"/> − 1.</param>
/// <param name="Size">How many processes, 2 or more.</param>
/// <param name="Family">Which MPI the launcher speaks.</param>
public sealed record Launcher(int Rank, int Size, MpiFamily Family)
{
    private const int MostProcesses = 65536;

    private static readonly (string Rank, string Size, MpiFamily Family)[] Names =
    [
        ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", MpiFamily.OpenMpi),
        ("PMIX_RANK", "SLURM_STEP_NUM_TASKS", MpiFamily.OpenMpi),
        ("PMI_RANK", "PMI_SIZE", MpiFamily.Mpich),
    ];

    /// <summary>Reads the environment.</summary>
    /// <param name="variable">The value of a variable; null if it is not set.</param>
    /// <returns>Null if no launcher has started this process, or it alone.</returns>
    /// <exception cref="ProcessGroupException">A variable is missing or has no legal value, or <c>srun</c> was not
    /// told which MPI.</exception>
    public static Launcher? Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        foreach (var (rankName, sizeName, family) in Names)
        {
            if (variable(rankName) is null)
            {
                continue;
            }

            var size = Number(sizeName, 1, MostProcesses);
            var rank = Number(rankName, 0, size - 1);
            return size == 1 ? null : new Launcher(rank, size, family);
        }

        // Within a job but outside of a step, as in a batch script, the first of these is not set.
        return variable("SLURM_STEP_NUM_TASKS") is null or "1"
            ? null
            : throw new ProcessGroupException(
                "srun has started several processes without MPI, must be srun --mpi=pmix (Open MPI) or --mpi=pmi2 "
                + "(MPICH)");

        int Number(string name, int least, int most)
        {
            var text = variable(name);
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= least && number <= most
                ? number
                : throw new ProcessGroupException(
                    $"{name} is {(text is null ? "not set" : $"'{text}'")}, must be {least} to {most}");
        }
    }
}
