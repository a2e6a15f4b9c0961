// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Config;
using Rtlgen.GoldenModel.Files;
using Rtlgen.GoldenModel.Formats;

namespace Rtlgen.Codec.Files;

/// <summary>Settles how a tensor is coded.</summary>
internal static class TensorChoice
{
    /// <summary>Chooses a tensor's descriptor.</summary>
    /// <param name="source">The file.</param>
    /// <param name="tensor">One of its tensors, of a type with a container.</param>
    /// <param name="settings">What is asked for.</param>
    /// <param name="threads">How many threads look at the values, if that is needed.</param>
    /// <param name="pieceValues">Values of a piece.</param>
    /// <param name="cancellation">Stops the reading, of the values returned too.</param>
    /// <returns>The values, converted to the container asked for, and their descriptor.</returns>
    /// <exception cref="FormatException">The settings are out of range; the message names file, tensor and
    /// field.</exception>
    public static (ValuePieces Values, Descriptor Descriptor) Choose(
        TensorFile source,
        TensorInfo tensor,
        BitlengthSettings settings,
        int threads,
        int pieceValues,
        CancellationToken cancellation)
    {
        var container = Container.TryParse(settings.Container, out var asked)
            ? asked
            : ContainerTypes.ContainerOf(tensor.Type)!;
        var values = new ValuePieces(source, tensor, container, cancellation);
        try
        {
            // With all exponents kept there is no window, so that one sign settles everything.
            var isWindowed = settings.ToDescriptor(container).Exponent < container.ExponentBits;
            var descriptor = DescriptorChoice.Choose(settings, container, tensor.ElementCount, () =>
                values.Scan(pieceValues, threads, scan => scan.HasSignBits && !isWindowed));
            return (values, descriptor);
        }
        catch (FormatException exception)
        {
            throw new FormatException(Damage.In(source.Path, tensor.Name, exception.Message).Message, exception);
        }
    }
}
