// SPDX-License-Identifier: Apache-2.0

namespace Rtlgen.GoldenModel.Formats;

/// <summary>How one tensor is coded: docs/format.md section 1.</summary>
/// <remarks>
/// <see cref="Container"/>, <see cref="Lanes"/>, <see cref="Rows"/> and <see cref="Word"/> are fixed when hardware
/// is generated; the rest is the hardware's run-time configuration. The defaults describe lossless FP32.
/// </remarks>
public sealed record Descriptor
{
    /// <summary>Bits of the largest number of values.</summary>
    public const int CountBits = 40;

    /// <summary>Largest number of values in a tensor: 2^40 − 1.</summary>
    public const long MaxCount = (1L << CountBits) - 1;

    /// <summary>Largest number of lanes; the smallest is 1.</summary>
    public const int MaxLanes = 32;

    /// <summary>Smallest number of rows in a group.</summary>
    public const int MinRows = 2;

    /// <summary>Largest number of rows in a group.</summary>
    public const int MaxRows = 64;

    /// <summary>Bits that a lane's word may have.</summary>
    public static IReadOnlyList<int> Words { get; } = [16, 32];

    /// <summary>Uncompressed format.</summary>
    public Container Container { get; init; } = Container.Fp32;

    /// <summary>L, values handled side by side: 1 to 32.</summary>
    public int Lanes { get; init; } = 8;

    /// <summary>R, rows in a group: 2 to 64.</summary>
    public int Rows { get; init; } = 8;

    /// <summary>B, bits of one lane's output word: 16 or 32.</summary>
    public int Word { get; init; } = 32;

    /// <summary>N, values in the tensor: 0 to <see cref="MaxCount"/>.</summary>
    public long Count { get; init; }

    /// <summary>n, mantissa bits kept: 0 to the container's mantissa bits.</summary>
    public int Mantissa { get; init; } = Container.Fp32.MantissaBits;

    /// <summary>e, exponent bits kept: 1 to the container's exponent bits.</summary>
    public int Exponent { get; init; } = Container.Fp32.ExponentBits;

    /// <summary>lo, first exponent of the window: 1 to 2^E − 2^e; 1 when all exponent bits are kept.</summary>
    public int Low { get; init; } = 1;

    /// <summary>s: true keeps the sign bit.</summary>
    public bool Sign { get; init; } = true;

    /// <summary>Exponent coder.</summary>
    public Coder Coder { get; init; } = Coder.Delta;

    /// <summary>β, reference of the bias coder: 0 to 2^e − 1; in range for the other coders too.</summary>
    public int Bias { get; init; } = DefaultBias(Container.Fp32.ExponentBits);

    /// <summary>Rounding of dropped mantissa bits.</summary>
    public Rounding Rounding { get; init; }

    /// <summary>Values in a whole group.</summary>
    public int GroupValues => Rows * Lanes;

    /// <summary>Rows of the tensor; the last one may be partial.</summary>
    public long RowCount => (Count + Lanes - 1) / Lanes;

    /// <summary>Bits of a value beside its exponent field: n + s.</summary>
    public int PlainBits => Mantissa + (Sign ? 1 : 0);

    /// <summary>True if every bit pattern comes back as it was.</summary>
    public bool IsLossless => Mantissa == Container.MantissaBits && Exponent == Container.ExponentBits && Sign;

    /// <summary>β unless another is asked for: 2^(e−1) − 1.</summary>
    /// <param name="exponent">e, 1 to 8 bits.</param>
    /// <returns>β, 0 to 127.</returns>
    public static int DefaultBias(int exponent) => (1 << (exponent - 1)) - 1;

    /// <summary>The lossless descriptor of a container: n = M, e = E, s = 1.</summary>
    /// <param name="container">The container.</param>
    /// <param name="coder">The exponent coder.</param>
    /// <returns>A legal descriptor of an empty tensor in 8 lanes of 32-bit words and 8 rows; it truncates.</returns>
    /// <remarks>docs/format.md section 2.</remarks>
    public static Descriptor Lossless(Container container, Coder coder = Coder.Delta)
    {
        ArgumentNullException.ThrowIfNull(container);
        return new Descriptor
        {
            Container = container,
            Mantissa = container.MantissaBits,
            Exponent = container.ExponentBits,
            Bias = DefaultBias(container.ExponentBits),
            Coder = coder,
        };
    }

    /// <summary>Largest legal <see cref="Low"/>: 2^E − 2^e, or 1 when all exponent bits are kept.</summary>
    /// <param name="container">The container, which gives E.</param>
    /// <param name="exponent">e, 1 to E bits.</param>
    /// <returns>1 to 2^E − 2.</returns>
    public static int MaxLow(Container container, int exponent)
    {
        ArgumentNullException.ThrowIfNull(container);
        return Math.Max(1, (1 << container.ExponentBits) - (1 << exponent));
    }

    /// <summary>The first field that is out of range, or null for a legal descriptor.</summary>
    /// <returns>One line: the field's name, its value and its range.</returns>
    /// <remarks>
    /// Fields are looked at in the order of docs/format.md section 1; the sum n + s + e ≤ B comes last.
    /// <see cref="Rules.DescriptorRule"/> says the same of the run-time fields in hardware's terms.
    /// </remarks>
    public string? FindFault()
    {
        return (Container.All.Contains(Container) ? null : $"container is '{Container}', must be fp32, bf16 or fp16")
            ?? Range("lanes", Lanes, 1, MaxLanes)
            ?? Range("rows", Rows, MinRows, MaxRows)
            ?? (Words.Contains(Word) ? null : $"word is {Word}, must be 16 or 32")
            ?? Range("count", Count, 0, MaxCount)
            ?? Range("mantissa", Mantissa, 0, Container.MantissaBits)
            ?? Range("exponent", Exponent, 1, Container.ExponentBits)
            ?? Range("low", Low, 1, MaxLow(Container, Exponent))
            ?? Range("bias", Bias, 0, (1 << Exponent) - 1)
            ?? (Enum.IsDefined(Coder) ? null : $"coder is {(int)Coder}, must be 0 to 3")
            ?? (Enum.IsDefined(Rounding) ? null : $"rounding is {(int)Rounding}, must be 0 or 1")
            ?? (PlainBits + Exponent <= Word
                ? null
                : $"mantissa + sign + exponent is {PlainBits + Exponent} bits, must fit the word of {Word} bits");
    }

    /// <summary>Throws unless every field is in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field is out of range; the message names it, its value and its
    /// range.</exception>
    public void Validate()
    {
        if (FindFault() is { } fault)
        {
            throw new ArgumentOutOfRangeException(null, $"descriptor refused: {fault}");
        }
    }

    private string? Range(string field, long value, long lowest, long highest)
    {
        return value >= lowest && value <= highest
            ? null
            : $"{field} is {value}, must be {lowest} to {highest}{(field is "mantissa" or "exponent" or "low" ? $" for {Container}" : "")}";
    }
}
