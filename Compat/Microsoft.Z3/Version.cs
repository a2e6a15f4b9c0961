// SPDX-License-Identifier: Apache-2.0

namespace Microsoft.Z3;

/// <summary>The version of libz3.</summary>
public static class Version
{
    /// <summary>Version and build, as Z3 says them.</summary>
    public static string FullVersion => Context.Text(Native.Z3_get_full_version());
}
