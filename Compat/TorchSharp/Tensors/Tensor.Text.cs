// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, type and device.</summary>
        public override string ToString() =>
            IsInvalid ? "" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        /// <summary>Shape, type and device, or the numbers.</summary>
        public string ToString(
            bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null,
            string? newLine = null) =>
            disamb ? ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : ToString();

        /// <summary>The tensor as text; of the styles with numbers all are NumPy's here.</summary>
        public string ToString(
            TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null,
            string? newLine = null)
        {
            if (style == TensorStringStyle.Metadata)
            {
                return ToString();
            }

            using var plain = detach().to(ScalarType.Float64).contiguous();
            var text = new StringBuilder();
            var numbers = plain.data<double>().ToLinear();
            Write(
                text, numbers, shape, fltFormat ?? "g5", cultureInfo ?? CultureInfo.InvariantCulture,
                newLine ?? Environment.NewLine, 0);
            return text.ToString();
        }

        private static void Write(
            StringBuilder text, ReadOnlySpan<double> numbers, ReadOnlySpan<long> shape, string format,
            CultureInfo culture, string newLine, int depth)
        {
            if (shape.IsEmpty)
            {
                text.Append(numbers[0].ToString(format, culture));
                return;
            }

            text.Append('[');
            var each = shape[0] == 0 ? 0 : numbers.Length / (int)shape[0];
            for (var n = 0; n < shape[0]; ++n)
            {
                if (n > 0)
                {
                    text.Append(shape.Length == 1 ? ", " : "," + newLine + new string(' ', depth + 1));
                }

                Write(text, numbers.Slice(n * each, each), shape[1..], format, culture, newLine, depth + 1);
            }

            text.Append(']');
        }
    }
}
