// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Distributed;
using Xunit;

namespace Rtlgen.Tests.Training.Distributed;

/// <summary>What launchers say in the environment.</summary>
public sealed class LauncherTests
{
    [Theory]
    [InlineData("OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=3", 0, 3, MpiFamily.OpenMpi)]
    [InlineData("PMIX_RANK=2 SLURM_STEP_NUM_TASKS=4 SLURM_PROCID=2", 2, 4, MpiFamily.OpenMpi)]
    [InlineData("PMI_RANK=1 PMI_SIZE=2 SLURM_STEP_NUM_TASKS=2", 1, 2, MpiFamily.Mpich)]
    [InlineData("PMI_RANK=1 PMI_SIZE=2 OMPI_COMM_WORLD_RANK=4 OMPI_COMM_WORLD_SIZE=5", 4, 5, MpiFamily.OpenMpi)]
    public void Every_launcher_s_names_are_understood(string environment, int rank, int size, MpiFamily family) =>
        Assert.Equal(new Launcher(rank, size, family), Read(environment));

    [Theory]
    [InlineData("")]
    [InlineData("OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=1")]
    [InlineData("SLURM_NTASKS=4 SLURM_PROCID=0")]
    [InlineData("SLURM_STEP_NUM_TASKS=1")]
    public void One_process_alone_needs_no_group(string environment) => Assert.Null(Read(environment));

    [Theory]
    [InlineData("PMI_RANK=2 PMI_SIZE=2", "PMI_RANK is '2', must be 0 to 1")]
    [InlineData("PMI_RANK=-1 PMI_SIZE=2", "PMI_RANK is '-1', must be 0 to 1")]
    [InlineData("OMPI_COMM_WORLD_RANK=0", "OMPI_COMM_WORLD_SIZE is not set, must be 1 to 65536")]
    [InlineData("OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=x", "OMPI_COMM_WORLD_SIZE is 'x', must be 1 to 65536")]
    [InlineData(
        "SLURM_STEP_NUM_TASKS=2 SLURM_PROCID=1",
        "srun has started several processes without MPI, must be srun --mpi=pmix (Open MPI) or --mpi=pmi2 (MPICH)")]
    public void What_is_wrong_is_named(string environment, string message) =>
        Assert.Equal(message, Assert.Throws<ProcessGroupException>(() => Read(environment)).Message);

    private static Launcher? Read(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(item => item.Split('=', 2)).ToDictionary(item => item[0], item => item[1]);
        return Launcher.Read(variables.GetValueOrDefault);
    }
}
