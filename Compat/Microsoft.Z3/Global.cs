// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>Settings of the whole process.</summary>
public static class Global
{
    /// <summary>Sets one, such as <c>memory_max_size</c> in MiB.</summary>
    public static void SetParameter(string id, string value) => Native.Z3_global_param_set(id, value);
}
