// SPDX-License-Identifier: Apache-2.0

using Rtlgen.Training.Distributed;
using Xunit;

namespace Rtlgen.Tests.Training.Distributed;

/// <summary>What launchers say in the environment.</summary>
public sealed class RendezvousTests
{
    [Theory]
    [InlineData("RANK=1 WORLD_SIZE=2 MASTER_ADDR=node7 MASTER_PORT=1234", 1, 2, "node7", 1234)]
    [InlineData("OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=3", 0, 3, "127.0.0.1", 29500)]
    [InlineData("SLURM_PROCID=3 SLURM_NTASKS=4 MASTER_ADDR=a", 3, 4, "a", 29500)]
    [InlineData("PMI_RANK=1 PMI_SIZE=2 RANK=0 WORLD_SIZE=5", 0, 5, "127.0.0.1", 29500)]
    public void Every_launcher_s_names_are_understood(string environment, int rank, int size, string address, int port) =>
        Assert.Equal(new Rendezvous(rank, size, address, port), Read(environment));

    [Theory]
    [InlineData("")]
    [InlineData("RANK=0 WORLD_SIZE=1")]
    [InlineData("MASTER_ADDR=node7")]
    public void One_process_alone_needs_no_group(string environment) => Assert.Null(Read(environment));

    [Theory]
    [InlineData("RANK=2 WORLD_SIZE=2", "RANK is '2', must be 0 to 1")]
    [InlineData("RANK=0", "WORLD_SIZE is not set, must be 1 to 65536")]
    [InlineData("WORLD_SIZE=2", "RANK is not set, must be 0 to 1")]
    [InlineData("RANK=-1 WORLD_SIZE=2", "RANK is '-1', must be 0 to 1")]
    [InlineData("RANK=0 WORLD_SIZE=2 MASTER_PORT=70000", "MASTER_PORT is '70000', must be 1 to 65535")]
    [InlineData("RANK=0 WORLD_SIZE=2 MASTER_ADDR=", "MASTER_ADDR is empty, must be the host of rank 0")]
    public void What_is_wrong_is_named(string environment, string message) =>
        Assert.Equal(message, Assert.Throws<ProcessGroupException>(() => Read(environment)).Message);

    private static Rendezvous? Read(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(item => item.Split('=', 2)).ToDictionary(item => item[0], item => item[1]);
        return Rendezvous.Read(variables.GetValueOrDefault);
    }
}
