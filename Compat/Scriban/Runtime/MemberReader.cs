// SPDX-License-Identifier: Apache-2.0

using System.Collections;
using System.Numerics;
using System.Reflection;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>Reads public fields and properties by the names that the renamer gives them.</summary>
internal sealed class MemberReader
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private readonly Dictionary<Type, Dictionary<string, MemberInfo>> _members = [];

    public object? Read(object target, string name, MemberRenamerDelegate renamer, SourceSpan span)
    {
        if (target is ScriptObject names)
        {
            return names.TryGetValue(name, out var value) ? value : throw Missing(target, name, span);
        }
        var type = target.GetType();
        if (!_members.TryGetValue(type, out var members))
        {
            _members.Add(type, members = MembersOf(type, renamer));
        }
        return members.GetValueOrDefault(name) switch
        {
            FieldInfo field => field.GetValue(target),
            PropertyInfo property => property.GetValue(target, BindingFlags.DoNotWrapExceptions, null, null, null),
            _ => throw Missing(target, name, span),
        };
    }

    private static ScriptRuntimeException Missing(object target, string name, SourceSpan span) =>
        new(span, $"Cannot get member with name {name} of {target.GetType().Name}.");

    private static Dictionary<string, MemberInfo> MembersOf(Type type, MemberRenamerDelegate renamer)
    {
        var members = new Dictionary<string, MemberInfo>();
        if (HasNoMembers(type))
        {
            return members;
        }
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            var properties = level.GetProperties(Declared)
                .Where(property => property.GetMethod is { IsPublic: true })
                .Where(property => property.GetIndexParameters().Length == 0);
            foreach (var member in level.GetFields(Declared).Concat<MemberInfo>(properties))
            {
                members.TryAdd(renamer(member), member);
            }
        }
        return members;
    }

    private static bool HasNoMembers(Type type) =>
        type.IsPrimitive || type == typeof(string) || type == typeof(decimal) || type == typeof(BigInteger)
        || type.IsAssignableTo(typeof(IList)) || type.IsAssignableTo(typeof(IDictionary))
        || type.GetInterfaces().Any(face => IsGeneric(face, typeof(IDictionary<,>)));

    private static bool IsGeneric(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
