// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.CommandLine;

/// <summary>The checkout that the program was built in.</summary>
internal static class Checkout
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>Its top folder.</summary>
    /// <exception cref="CommandFailure">The program does not lie inside a checkout.</exception>
    public static string Root => Found.Value;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "rtlgen.sln")))
            {
                return folder.FullName;
            }
        }

        throw new CommandFailure(ExitCode.Input, "this command must run from a checkout: no rtlgen.sln above the program");
    }
}
