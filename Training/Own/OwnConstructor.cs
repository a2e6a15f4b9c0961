// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Reflection;

namespace Rtlgen.Training.Own;

/// <summary>The one public constructor of a user's class, and the settings that it is called with.</summary>
internal sealed class OwnConstructor
{
    private readonly OwnClass _class;
    private readonly ConstructorInfo _constructor;
    private readonly object?[] _settings;

    /// <summary>Looks at a class.</summary>
    /// <param name="asked">The class's name and settings.</param>
    /// <param name="type">The class.</param>
    /// <param name="kind">What it is for.</param>
    /// <exception cref="InvalidDataException">It has no constructor of the right shape.</exception>
    /// <exception cref="ArgumentException">It has no such setting, or its value is wrong.</exception>
    public OwnConstructor(OwnClass asked, Type type, OwnKind kind)
    {
        _class = asked;
        var all = type.GetConstructors();
        _constructor = all is [var only]
            ? only
            : throw OwnCode.Wrong(asked, $"has {all.Length} public constructors, must have one");
        var parameters = _constructor.GetParameters();
        foreach (var parameter in parameters)
        {
            if (!kind.Given.Contains(parameter.ParameterType) && !IsSetting(parameter))
            {
                var given = string.Concat(kind.Given.Select(type => $"a {type.Name}, "));
                throw OwnCode.Wrong(
                    asked,
                    $"parameter '{parameter.Name}' of its constructor is {parameter.ParameterType.Name}, must be "
                    + $"{given}or a setting: int, long, double, bool, string or an enumeration with a default value");
            }
        }

        var settings = parameters.Where(IsSetting).Select(parameter => parameter.Name!).ToList();
        if (asked.Settings.FirstOrDefault(pair => !settings.Contains(pair.Key)) is { Key: { } unknown })
        {
            var known = settings.Count == 0 ? "it has none" : $"must be one of {string.Join(", ", settings)}";
            throw new ArgumentException($"{kind.Option}: {asked.Name} has no setting '{unknown}', {known}");
        }

        _settings = [.. parameters.Select(parameter => Value(parameter, kind))];
    }

    /// <summary>Makes an object.</summary>
    /// <param name="given">What the constructor may ask for.</param>
    /// <exception cref="InvalidDataException">The constructor throws.</exception>
    public object Invoke(ReadOnlySpan<object> given)
    {
        var arguments = _settings.ToArray();
        foreach (var parameter in _constructor.GetParameters())
        {
            foreach (var one in given)
            {
                if (!IsSetting(parameter) && parameter.ParameterType.IsInstanceOfType(one))
                {
                    arguments[parameter.Position] = one;
                }
            }
        }

        return OwnCode.Run(_class, "its constructor", () => _constructor.Invoke(arguments));
    }

    private static bool IsSetting(ParameterInfo parameter) => parameter.HasDefaultValue
        && (parameter.ParameterType.IsEnum || Type.GetTypeCode(parameter.ParameterType)
            is TypeCode.Int32 or TypeCode.Int64 or TypeCode.Double or TypeCode.Boolean or TypeCode.String);

    private object? Value(ParameterInfo parameter, OwnKind kind)
    {
        if (_class.Settings.LastOrDefault(pair => pair.Key == parameter.Name) is not { Key: not null, Value: var text })
        {
            return !parameter.HasDefaultValue ? null
                : parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, parameter.DefaultValue!)
                : parameter.DefaultValue;
        }

        var (value, expected) = Type.GetTypeCode(parameter.ParameterType) switch
        {
            _ when parameter.ParameterType.IsEnum => (
                Enum.TryParse(parameter.ParameterType, text, ignoreCase: true, out var member)
                    && Enum.IsDefined(parameter.ParameterType, member) ? member : null,
                $"one of {string.Join(", ", Enum.GetNames(parameter.ParameterType))}"),
            TypeCode.Int32 => (Integer(out int number) ? number : null, "an integer"),
            TypeCode.Int64 => (Integer(out long number) ? number : null, "an integer"),
            TypeCode.Double => (Real() is { } real ? real : null, "a number"),
            TypeCode.Boolean => (bool.TryParse(text, out var flag) ? flag : null, "true or false"),
            _ => ((object?)text, ""),
        };
        return value ?? throw new ArgumentException(
            $"{kind.Option}: {parameter.Name} of {_class.Name} is '{text}', must be {expected}");

        bool Integer<T>(out T number)
            where T : struct, System.Numerics.IBinaryInteger<T> =>
            T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

        object? Real() => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? number
                : null;
    }
}
