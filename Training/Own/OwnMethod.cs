// SPDX-License-Identifier: Apache-2.0

using Rtlgen.GoldenModel.Formats;
using Rtlgen.Training.Methods;
using Rtlgen.Training.Run;
using Rtlgen.Training.Stash;

namespace Rtlgen.Training.Own;

/// <summary>A user's method: the lengths that it sets are checked, and what it throws is told as its own.</summary>
/// <param name="origin">Its class.</param>
internal sealed class OwnMethod(OwnClass origin) : ILengthMethod
{
    private readonly ILengthMethod _method = (ILengthMethod)origin.Make(OwnKind.Method);
    private StashSet _stash = new();

    /// <inheritdoc/>
    public void Attach(StashSet stash, MethodOptions options)
    {
        _stash = stash;
        Call(nameof(Attach), () => _method.Attach(stash, options));
    }

    /// <inheritdoc/>
    public void BeginStep(RunPosition position) => Call(nameof(BeginStep), () => _method.BeginStep(position));

    /// <inheritdoc/>
    public void EndStep(RunPosition position, double loss, IProcessGroup group) =>
        Call(nameof(EndStep), () => _method.EndStep(position, loss, group));

    /// <inheritdoc/>
    public void BeginTest(RunPosition position, int batch) =>
        Call(nameof(BeginTest), () => _method.BeginTest(position, batch));

    /// <inheritdoc/>
    public void UseFinal() => Call(nameof(UseFinal), _method.UseFinal);

    /// <inheritdoc/>
    public (double? Mantissa, double? Exponent) Learned(StashSite site)
    {
        var learned = OwnCode.Run(origin, nameof(Learned), () => _method.Learned(site));
        return double.IsFinite(learned.Mantissa ?? 0) && double.IsFinite(learned.Exponent ?? 0)
            ? learned
            : throw OwnCode.Wrong(origin, $"{nameof(Learned)} gives a length that is not finite for '{site.Name}'");
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using var memory = new MemoryStream();
        using var own = new BinaryWriter(memory);
        OwnCode.Run(origin, nameof(Save), () => _method.Save(own));
        own.Flush();
        writer.Write((int)memory.Length);
        writer.Write(memory.ToArray());
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using var memory = new MemoryStream(reader.ReadBytes(reader.ReadInt32()));
        using var own = new BinaryReader(memory);
        Call(nameof(Load), () => _method.Load(own));
        if (memory.Position != memory.Length)
        {
            throw OwnCode.Wrong(
                origin, $"{nameof(Load)} has read {memory.Position} of the {memory.Length} bytes that Save wrote, must "
                + "read all");
        }
    }

    private void Call(string name, Action action)
    {
        OwnCode.Run(origin, name, action);
        foreach (var site in _stash.Sites)
        {
            Check(name, site, "Mantissa", site.Mantissa, 0, Container.Fp32.MantissaBits);
            Check(name, site, "Exponent", site.Exponent, 1, Container.Fp32.ExponentBits);
        }
    }

    private void Check(string name, StashSite site, string field, int bits, int least, int most)
    {
        if (bits < least || bits > most)
        {
            throw OwnCode.Wrong(
                origin, $"{name} leaves {field} of '{site.Name}' at {bits}, must be {least} to {most}");
        }
    }
}
