// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp.Modules;

/// <summary>A module that has nothing to learn.</summary>
public interface IParameterLessModule
{
}

/// <summary>A module that has nothing to learn.</summary>
/// <typeparam name="T1">The input.</typeparam>
/// <typeparam name="TResult">The output.</typeparam>
public abstract class ParameterLessModule<T1, TResult> : torch.nn.Module<T1, TResult>, IParameterLessModule
{
    /// <summary>A module without parts.</summary>
    protected ParameterLessModule(string name)
        : base(name)
    {
    }

    /// <summary>Does nothing: there is nothing to change.</summary>
    protected internal override torch.nn.Module _to(torch.ScalarType dtype, bool non_blocking) => this;
}
