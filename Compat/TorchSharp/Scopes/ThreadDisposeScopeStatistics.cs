// SPDX-License-Identifier: Apache-2.0

namespace TorchSharp;

/// <summary>What has happened to the tensors of a thread.</summary>
public class ThreadDisposeScopeStatistics
{
    /// <summary>How many were made outside of all scopes.</summary>
    public long CreatedOutsideScopeCount { get; internal set; }

    /// <summary>How many were disposed of outside of all scopes.</summary>
    public long DisposedOutsideScopeCount { get; internal set; }

    /// <summary>How many were made in a scope.</summary>
    public long CreatedInScopeCount { get; internal set; }

    /// <summary>How many were disposed of in a scope.</summary>
    public long DisposedInScopeCount { get; internal set; }

    /// <summary>How many were taken into a scope later.</summary>
    public long AttachedToScopeCount { get; internal set; }

    /// <summary>How many were taken out of their scope.</summary>
    public long DetachedFromScopeCount { get; internal set; }

    /// <summary>How many of the tensors made by this thread are alive.</summary>
    public long ThreadTotalLiveCount =>
        CreatedOutsideScopeCount + CreatedInScopeCount - DisposedOutsideScopeCount - DisposedInScopeCount;

    /// <summary>Sets all counts to zero.</summary>
    public void Reset()
    {
        CreatedOutsideScopeCount = 0;
        DisposedOutsideScopeCount = 0;
        CreatedInScopeCount = 0;
        DisposedInScopeCount = 0;
        AttachedToScopeCount = 0;
        DetachedFromScopeCount = 0;
    }
}
