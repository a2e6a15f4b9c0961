// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Scriban.Runtime;

/// <summary>Gives the name under which templates see a member of a .NET object.</summary>
/// <param name="member">A public field or property.</param>
/// <returns>Its name in templates.</returns>
[SuppressMessage("Naming", "CA1711", Justification = "Scriban's name.")]
public delegate string MemberRenamerDelegate(MemberInfo member);
