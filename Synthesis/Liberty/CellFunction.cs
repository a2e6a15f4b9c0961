// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.Synthesis.Liberty;

/// <summary>A Boolean function as Liberty writes it: <c>!A</c>, <c>A'</c>, <c>A*B</c>, <c>A&amp;B</c>, <c>A B</c>,
/// <c>A+B</c>, <c>A|B</c>, <c>A^B</c>, brackets, 0 and 1.</summary>
/// <remarks>Negation binds strongest, then exclusive or, then and, then or (Liberty User Guide, <c>function</c>).</remarks>
internal static class CellFunction
{
    /// <summary>The function's values for all inputs, input 0 the lowest bit of the row's number.</summary>
    /// <param name="function">The function.</param>
    /// <param name="inputs">Names of the inputs, 6 or fewer.</param>
    /// <returns>Bit i is the value in row i; null if the function is malformed or names something else.</returns>
    public static ulong? TruthTable(string function, IReadOnlyList<string> inputs)
    {
        var table = 0UL;
        for (var row = 0; row < 1 << inputs.Count; row++)
        {
            var parser = new Parser(function, inputs, row);
            if (parser.Whole() is not { } value)
            {
                return null;
            }

            table |= value ? 1UL << row : 0;
        }

        return table;
    }

    private ref struct Parser(string text, IReadOnlyList<string> inputs, int row)
    {
        private int _at;

        public bool? Whole()
        {
            var value = Or();
            return Peek() == '\0' ? value : null;
        }

        private bool? Or()
        {
            var value = And();
            while (Peek() is '+' or '|')
            {
                _at++;
                value |= And();
            }

            return value;
        }

        // A blank between two factors is an and.
        private bool? And()
        {
            var value = Xor();
            while (Peek() is '*' or '&' or '(' or '!' || IsName(Peek()))
            {
                _at += Peek() is '*' or '&' ? 1 : 0;
                value &= Xor();
            }

            return value;
        }

        private bool? Xor()
        {
            var value = Factor();
            while (Peek() == '^')
            {
                _at++;
                value ^= Factor();
            }

            return value;
        }

        private bool? Factor()
        {
            bool? value;
            if (Peek() == '!')
            {
                _at++;
                return !Factor();
            }

            if (Peek() == '(')
            {
                _at++;
                value = Or();
                if (Peek() != ')')
                {
                    return null;
                }

                _at++;
            }
            else
            {
                value = Name();
            }

            for (; Peek() == '\''; _at++)
            {
                value = !value;
            }

            return value;
        }

        private bool? Name()
        {
            Peek();
            var start = _at;
            while (_at < text.Length && IsName(text[_at]))
            {
                _at++;
            }

            var name = text[start.._at];
            var input = inputs.ToList().IndexOf(name);
            return input >= 0 ? ((row >> input) & 1) == 1 : name == "1" ? true : name == "0" ? false : null;
        }

        private char Peek()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }

            return _at < text.Length ? text[_at] : '\0';
        }

        private static bool IsName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '[' or ']';
    }
}
